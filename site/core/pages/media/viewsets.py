"""Consents and the deleting of files in `/cms/`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList
from wagtail.documents.views.documents import DeleteView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from core.pages.media.access import live_uses
from core.pages.media.forms import ConsentForm
from core.pages.media.models import PhotoConsent, SiteDocument
from core.pages.media.rules import KEEPING, can_keep_consents, keeps_everywhere


class OwnConsents(ModelPermissionPolicy):
    """As the groups say, each area's own to its editors. Nobody deletes one: it shows that somebody agreed, and it goes
    by itself a year after its last picture."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the groups say, but never to delete."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` with this consent."""
        fine = self.user_has_permission(user, action)
        return fine and (instance.pk is None or can_keep_consents(user, instance.area_id))

    def instances_user_has_any_permission_for(self, user: Any, actions: list[str]) -> QuerySet[PhotoConsent]:
        """The consents that `user` sees."""
        found: QuerySet[PhotoConsent] = super().instances_user_has_any_permission_for(user, actions)
        return own(found, user)


def own(consents: QuerySet[PhotoConsent], user: Any) -> QuerySet[PhotoConsent]:
    """Those of `consents` that `user` may see: of their areas, or all for who edits everywhere."""
    if keeps_everywhere(user):
        return consents
    areas = [area for role, area in user.held_roles() if role in KEEPING]
    return consents.filter(Q(area_id__in=areas))


class PhotoConsentViewSet(SnippetViewSet):
    """What people in pictures agreed to. No drafts: what is saved holds at once, on every page."""

    model = PhotoConsent
    icon = "group"
    menu_label = gettext_lazy("Photo consents")
    menu_order = 410  # below pictures and documents
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["who", "age_band", "given_on", "expires_on", "withdrawn_on", "area"]
    list_filter = ["age_band", "area", "for_newsletter", "for_social"]
    search_fields = ["who", "kept_where"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=gettext_lazy(
                    "Write down what the people in a photo agreed to, one record for each person. Leave out names. "
                    "A photo is shown only while every record about it holds. When somebody changes their mind, fill "
                    "in “withdrawn on”: the photo leaves every page at once, and its old addresses stop working. "
                    "Delete the photo itself under Images as well."
                )
            ),
            MultipleChooserPanel(
                "pictures",
                chooser_field_name="image",
                heading=gettext_lazy("Pictures that show them"),
                label=gettext_lazy("Picture"),
                min_num=1,
            ),
            FieldPanel("who"),
            MultiFieldPanel(
                [FieldPanel("age_band"), FieldPanel("given_by"), FieldPanel("kept_where")],
                heading=gettext_lazy("Who agreed"),
            ),
            MultiFieldPanel(
                [FieldPanel("for_website"), FieldPanel("for_newsletter"), FieldPanel("for_social")],
                heading=gettext_lazy("What they agreed to"),
            ),
            MultiFieldPanel(
                [FieldPanel("given_on"), FieldPanel("expires_on"), FieldPanel("withdrawn_on")],
                heading=gettext_lazy("How long"),
            ),
            FieldPanel("area"),
        ],
        base_form_class=ConsentForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhotoConsent]:
        """Those that this person may see."""
        return own(PhotoConsent.objects.select_related("area"), request.user)


class OnlyUnused(CollectionOwnershipPermissionPolicy):
    """As the groups say, but nobody deletes a file while a page that is live shows it, by whichever way."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` with this file."""
        fine = self.by_right(user, action, instance)
        return fine and not (action == "delete" and live_uses(instance))

    def by_right(self, user: Any, action: str, instance: Any) -> bool:
        """The same, whether it is in use or not."""
        return bool(super().user_has_permission_for_instance(user, action, instance))


class DeleteDocument(DeleteView):
    """Deleting a file: refused, with the pages that show it, while one of them is live."""

    model = SiteDocument
    template_name = "pages/delete_document.html"

    def user_has_permission(self, permission: str) -> bool:
        """Whoever could delete it reads why they cannot now."""
        return bool(self.permission_policy.by_right(self.request.user, permission, self.object))

    def get_usage(self) -> Any:
        """Where it is used; protected while a live page is among that."""
        usage = super().get_usage()
        self.live_uses = live_uses(self.object)
        if self.live_uses:
            usage.is_protected = True
        return usage

    @property
    def confirmation_message(self) -> str:
        """What is asked, or why it cannot be done."""
        if not self.live_uses:
            return str(super().confirmation_message)
        return ngettext(
            "%(count)s live page shows this file. Take it off that page first, or replace the file: its address stays.",
            "%(count)s live pages show this file. Take it off them first, or replace the file: its address stays.",
            self.live_uses,
        ) % {"count": self.live_uses}


# Wagtail asks for the rights of its own model, whatever model stands in for it.
DOCUMENT_RIGHTS = OnlyUnused(SiteDocument, auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user")
