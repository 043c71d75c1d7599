"""What the CMS stands on: the base of every page, and the small tables of the page cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState
from wagtail.permissions import policy_registry

from core.pages.authors import is_sensitive, wrote_some_of
from core.pages.declined import SCHEDULED, decline
from core.pages.enums import Sensitivity, Theme
from core.pages.forms import PageForm
from core.pages.gate import GateClosed, stop_at_gate
from core.pages.media.models import ConsentedPicture, PhotoConsent, SiteDocument, SiteImage, SiteRendition
from core.pages.panels import content_panels, promote_panels, review_panels
from core.pages.reviews import overdue_since

T = TypeVar("T")

__all__ = ["BasePage", "ConsentedPicture", "PageVersion", "PageViews", "PhotoConsent", "SafeguardingTask",
           "SecondPersonTask", "SiteDocument", "SiteImage", "SiteRendition", "Topic"]  # fmt: skip


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


class NeverOnesOwn(AbstractGroupApprovalTask):
    """Approval by somebody of these groups who neither asked for it nor wrote any of it."""

    class Meta:
        abstract = True

    @staticmethod
    def _may(obj: Any, user: Any) -> bool:
        """Whether `user` may approve `obj`: not what they sent in or wrote, and only what they could publish, which for
        an approver of one area means that area's pages."""
        if user.is_superuser:
            return True
        state = obj.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return False
        policy = policy_registry.get(obj)
        return bool(policy.user_has_permission_for_instance(user, "publish", obj)) and not wrote_some_of(obj, user)

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or ask for changes, where `user` may. Nothing happens where they changed the page in the same step:
        the change is kept, and waits for somebody else; nor where somebody else answered in the same moment."""
        waiting = TaskState.objects.select_for_update().filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
        if not waiting.exists():
            return
        offered = self.get_actions(task_state.workflow_state.content_object, user)
        if action_name not in {name for name, _words, _modal in offered}:
            return
        super().on_action(task_state, user, action_name, **kwargs)

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
        return str(_("One of these groups approves, but never the person who asked or wrote it"))


class SecondPersonTask(NeverOnesOwn):
    """Two people see everything before the public does."""

    class Meta:
        verbose_name = _("Approval by a second person")


class SafeguardingTask(NeverOnesOwn):
    """Approval by somebody who knows safeguarding, of pages that are sensitive or were. Others skip it."""

    class Meta:
        verbose_name = _("Approval by a safeguarding approver")

    def start(self, workflow_state: Any, user: Any = None) -> Any:
        """Begin; for a page that is ordinary and was, leave the step out."""
        page = workflow_state.content_object
        if is_sensitive(page):
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state,
            revision=page.get_latest_revision(),
            task=self.task_ptr,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )


def embargo_of(page: Any) -> datetime | None:
    """When the embargo of `page` ends; None where it has none, or none any more."""
    ends: datetime | None = getattr(page, "embargo_until", None)
    return ends if ends and ends > timezone.now() else None


class Topic(models.Model):
    """What a page is about, such as “Lighting and places”: how readers filter news, events and publications."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    theme = models.CharField(_("theme"), max_length=10, choices=Theme.choices, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")

    def __str__(self) -> str:
        return self.name


class BasePage(Page):
    """What every page of the public site has. `words` is its text, folded, that search reads."""

    summary = models.CharField(_("summary"), max_length=160, blank=True, help_text=_("What people get, in one line."))
    areas = ParentalManyToManyField(
        "areas.Area", blank=True, related_name="+", help_text=_("Empty means everywhere in the partnership.")
    )
    topics = ParentalManyToManyField("pages.Topic", blank=True, related_name="+", verbose_name=_("topics"))
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

    base_form_class = PageForm
    content_panels = content_panels()
    promote_panels = promote_panels()
    settings_panels = review_panels()

    class Meta:
        abstract = True

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What a page of this kind with these `values` of its fields lacks before readers see it, as (field, plain
        sentence): asked by the gate, whichever way it goes up."""
        return ()

    @property
    def browser_title(self) -> str:
        """The title of the tab and of history: neutral where the page is very sensitive."""
        return str(_("Page")) if self.sensitivity == Sensitivity.HIDDEN else self.seo_title or self.title

    def prose(self) -> str:
        """The page's own text for search, without marks."""
        return ""

    def approved_with(self) -> list[Any]:
        """Things with versions of their own that the approval of this page covers too."""
        return []

    def once(self, name: str, make: Callable[[], T]) -> T:
        """`make()` once for this object, under `name`: for what is made of the page's own rows in its own language.

        Visitors share the page of a version of public content (core.pages.views.serve); previews have their own.
        """
        made: dict[str, T] = self.__dict__.setdefault("_made", {})
        if name not in made:
            made[name] = make()
        return made[name]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The page as a version says; under embargo it goes up when that ends, never earlier."""
        page = super().with_content_json(content)
        ends = embargo_of(page)
        if ends and (page.go_live_at is None or page.go_live_at < ends):
            page.go_live_at = ends
        return page

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep `words` in step with the text, and a page under embargo off the site, whatever put it up."""
        if embargo_of(self):
            self.live = False
        self.words = " ".join([self.title, self.summary, self.prose()]).casefold()
        before = Page.objects.filter(pk=self.pk).values_list("url_path", flat=True).first() if self.pk else None
        with transaction.atomic():
            saved = super().save(*args, **kwargs)
            if before is not None and before != self.url_path:
                self._moved_from(before)
        return saved

    def _moved_from(self, before: str) -> None:
        """The slug changed: the old addresses, here and below, lead on."""
        from core.pages.redirects import keep_old_addresses  # noqa: PLC0415 - it reads the address map

        keep_old_addresses(self, before, self.url_path)

    def publish(self, revision: Any, user: Any = None, log_action: Any = True, **kwargs: Any) -> Any:
        """Put `revision` up, or set its time. Raises GateClosed where a person asks for what may not go up; a time that
        has come for such a page passes without it, and the page's keepers are told."""
        by_schedule = log_action == SCHEDULED
        try:
            if user is not None or by_schedule:
                stop_at_gate(revision.as_object())
        except GateClosed as closed:
            if not by_schedule:
                raise
            return decline(revision, self, closed)
        return super().publish(revision, user=user, log_action=log_action, **kwargs)

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
