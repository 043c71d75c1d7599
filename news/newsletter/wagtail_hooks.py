"""The newsletter in `/cms/`: its menu, two people for each, and no change to one that is on its way."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from news.newsletter import choosing, cms_views
from news.newsletter.issuing import area_ids
from news.newsletter.models import Newsletter
from news.newsletter.queries import sending_of
from news.newsletter.rights import OwnAreas, may_change
from news.newsletter.rules import can_compose
from news.newsletter.viewsets import NewsletterGroup

NUMBER = r"(?P<pk>\d{1,18})"

register_permission_policy(Newsletter, OwnAreas(Newsletter))
register_snippet(NewsletterGroup)
hooks.register("construct_page_chooser_queryset", choosing.only_includable)


@hooks.register("register_admin_urls")
def newsletter_urls() -> list[URLPattern]:
    """Trying, agreeing, watching and stopping; counts; one reader."""
    return [
        path("newsletters/figures/", cms_views.figures, name="newsletter_figures"),
        path("newsletters/people/", cms_views.people, name="newsletter_people"),
        re_path(rf"^newsletters/{NUMBER}/$", cms_views.way, name="newsletter_way"),
        re_path(rf"^newsletters/{NUMBER}/agree/$", cms_views.agree, name="newsletter_agree"),
        re_path(rf"^newsletters/{NUMBER}/stop/$", cms_views.stop, name="newsletter_stop"),
        re_path(rf"^newsletters/{NUMBER}/try/$", cms_views.try_on, name="newsletter_try"),
    ]


@hooks.register("before_edit_snippet")
def not_on_its_way(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """One that is sent or on its way is shown for reading; one of other areas to nobody else."""
    if not isinstance(instance, Newsletter) or may_change(request.user, instance):
        return None
    if request.method == "POST" or not can_compose(request.user, area_ids(instance)):
        raise PermissionDenied
    messages.warning(request, _("This newsletter is sent, or on its way: it cannot be changed."))
    return redirect("newsletter_way", pk=instance.pk)


@hooks.register("before_delete_snippet")
def sent_ones_stay(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """What people got is not deleted."""
    if any(isinstance(each, Newsletter) and sending_of(each) for each in instances):
        messages.error(request, _("A newsletter that was sent stays."))
        return redirect("newsletter_figures")
    return None


@hooks.register("construct_snippet_action_menu")
def no_approving_alone(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Nobody but an administrator approves alone: sending in is what the menu offers."""
    if context["model"] is Newsletter and not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
        menu_items.sort(key=lambda item: item.name not in ("approve", "action-submit"))


@hooks.register("before_publish")
def two_people(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Refuse to approve from the editor, however the button was pressed. What was written is kept as a draft."""
    if not isinstance(instance, Newsletter) or request.user.is_superuser:
        return None
    messages.error(request, _("Saved as a draft. Send it for approval: a second person looks at it."))
    return redirect(instance.snippet_viewset.get_url_name("edit"), instance.pk)


class TryAndSend(ActionMenuItem):
    """A link to the page where it is tried and sent."""

    name = "action-try-and-send"
    label = _("Try and send")
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Once it is saved."""
        instance: Any = context.get("instance")
        return instance is not None and instance.pk is not None

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Where."""
        return reverse("newsletter_way", args=[parent_context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def try_and_send(model: type) -> ActionMenuItem | None:
    """*Try and send* on newsletters."""
    return TryAndSend(order=110) if model is Newsletter else None
