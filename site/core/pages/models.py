"""What the CMS stands on: the base of every page, and the small tables of the page cache."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import AbstractGroupApprovalTask, Page
from wagtail.permissions import policy_registry
from wagtail.search import index

from core.pages.enums import Sensitivity
from core.pages.gate import GatedPageForm
from core.pages.panels import content_panels, promote_panels, review_panels
from core.pages.reviews import overdue_since


class PageVersion(models.Model):
    """How often public content changed. The version of the site is the sum over all rows.

    One row a database connection ("shard"), so writers never wait for each other here and cannot deadlock: a
    connection has one transaction at a time. Raised in the transaction of the change, so it moves exactly when the
    change becomes visible (see core.pages.version).
    """

    shard = models.PositiveSmallIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.shard}: {self.number}"


class PageViews(models.Model):
    """How often one address was read on one day: people and robots apart, nothing about who."""

    path = models.CharField(max_length=200)
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)
    robot_reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "day"], name="one_count_a_path_and_day")]

    def __str__(self) -> str:
        return f"{self.path} {self.day}"


class SiteImage(AbstractImage):
    """A picture of this site, with whom to thank for it. Its words for people who cannot see it belong to each use."""

    credit = models.CharField(max_length=120, blank=True, help_text=_("Who made it. Shown nowhere unless they ask."))
    admin_form_fields = ("title", "file", "credit", "collection", "tags")
    # The chooser narrows a search by a tag; without this that breaks (Wagtail lets tags be searched, not filtered).
    search_fields = [*AbstractImage.search_fields, index.RelatedFields("tags", [index.FilterField("name")])]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")

    def __str__(self) -> str:
        return self.title

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> ContentFile:
        """One size of the picture. Wagtail leaves its temporary file open; ours is in memory."""
        with super().generate_rendition_file(*args, **kwargs) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class SiteRendition(AbstractRendition):
    """One size of a SiteImage."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"


class SiteDocument(AbstractDocument):
    """A file to download; its address stays when the file is replaced."""

    pages = models.PositiveSmallIntegerField(_("number of pages"), null=True, blank=True)
    admin_form_fields = ("title", "file", "pages", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the size now, so that showing it never writes."""
        if self.file_size is None and self.file:  # type: ignore[has-type]
            self.file_size = self.file.size
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.title


class SecondPersonTask(AbstractGroupApprovalTask):
    """Approval by somebody of these groups who did not ask for it: two people see everything before the public does."""

    class Meta:
        verbose_name = _("Approval by a second person")

    @staticmethod
    def _may(obj: Any, user: Any) -> bool:
        """Whether `user` may approve `obj`: not what they sent in themselves, and only what they could publish, which
        for an approver of one area means that area's pages."""
        if user.is_superuser:
            return True
        state = obj.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return False
        policy = policy_registry.get(obj)
        return bool(policy.user_has_permission_for_instance(user, "publish", obj))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Whether waiting for approval opens the editor of `obj` to `user`."""
        return bool(super().user_can_access_editor(obj, user)) and self._may(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Whether `user` cannot change `obj` while it waits."""
        return bool(super().locked_for_user(obj, user)) or not self._may(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What `user` may do with `obj` now: nothing with what they sent in themselves."""
        return super().get_actions(obj, user) if self._may(obj, user) else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Waiting states that `user` may decide. One look at each that waits: a handful, on the dashboard only."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        if user.is_superuser:
            return states
        waiting = states.select_related("workflow_state")
        return states.filter(
            pk__in=[each.pk for each in waiting if self._may(each.workflow_state.content_object, user)]
        )

    @classmethod
    def get_description(cls) -> str:
        """How the CMS names it."""
        return str(_("One of these groups approves, but never the person who asked"))


class BasePage(Page):
    """What every page of the public site has. `words` is its text, folded, that search reads."""

    summary = models.CharField(_("summary"), max_length=160, blank=True, help_text=_("What people get, in one line."))
    areas = ParentalManyToManyField(
        "areas.Area", blank=True, related_name="+", help_text=_("Empty means everywhere in the partnership.")
    )
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.NORMAL)
    hide_from_search = models.BooleanField(default=False)
    review_by = models.DateField(_("check again by"), null=True, blank=True)
    review_owner = models.CharField(_("team that keeps it right"), max_length=120, blank=True)
    review_email = models.EmailField(
        _("mailbox of the team"), blank=True, help_text=_("A shared mailbox, never a person's.")
    )
    last_reviewed = models.DateField(_("last checked"), null=True, blank=True)
    updated_on = models.DateField(_("changed on"), null=True, blank=True)
    correction = models.CharField(
        _("what was corrected"), max_length=300, blank=True, help_text=_("Shown to readers. Say what was wrong.")
    )
    words = models.TextField(blank=True, editable=False)

    base_form_class = GatedPageForm
    content_panels = content_panels()
    promote_panels = promote_panels()
    settings_panels = review_panels()

    class Meta:
        abstract = True

    @property
    def browser_title(self) -> str:
        """The title of the tab and of history: neutral where the page is very sensitive."""
        return str(_("Page")) if self.sensitivity == Sensitivity.HIDDEN else self.seo_title or self.title

    def prose(self) -> str:
        """The page's own text for search, without marks."""
        return ""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep `words` in step with the text."""
        self.words = " ".join([self.title, self.summary, self.prose()]).casefold()
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and the languages in which it can be read."""
        from core.pages.languages import page_languages  # noqa: PLC0415 - it stands on this module

        return {
            **super().get_context(request, *args, **kwargs),
            "page_languages": page_languages(request),
            "overdue_since": overdue_since(self.review_by),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page. A very sensitive one is kept by nobody and counted nowhere. Raises Http404 past its end."""
        from core.pages.cache import keep_until, never_count, never_keep  # noqa: PLC0415 - it stands on this module

        if self.expire_at is not None:
            if self.expire_at <= timezone.now():
                raise Http404
            keep_until(request, self.expire_at)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if self.sensitivity == Sensitivity.HIDDEN:
            never_keep(request)
            never_count(request)
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex"
        return response
