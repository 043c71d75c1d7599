"""What never waits for an approver: correcting a few words or a date of a live page, and taking one down.

The live page is corrected, and so is every version that could be published later: the open draft, what waits for
approval and what has a time set. None of them is published or lost by it. An approver looks at it the next working day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import policy_registry

from core.audit.actions import record
from core.notifications import notify
from core.notifications.once import tell_once
from core.pages.gate import GateClosed
from core.pages.models import BasePage
from core.pages.reviews import uk_today
from core.people.models import User
from home.publishing.enums import Answer, UrgentKind
from home.publishing.models import UrgentPageChange
from home.publishing.replacing import replace_in
from support.enums import Nation
from support.rules import next_working_day

MOST_TOLD = 20


class NothingCorrected(ValueError):
    """The page says the wrong words nowhere, and nothing else was to change."""


@transaction.atomic
def correct(
    *, by: User, page: BasePage, wrong: str, right: str, values: Mapping[str, Any], note: str, reason: str
) -> UrgentPageChange:
    """Publish exactly this correction of the live `page` now, and carry it into its drafts.

    `wrong`, `right`: words of the page and what they shall be ("" for none). `values`: other short fields as they shall
    be. `note`: what readers are told was corrected. Writes the page, a version for its history, its drafts, an
    UrgentPageChange and the audit; tells approvers. Raises NothingCorrected, and ValidationError where the page would
    not be valid. Whoever calls has asked whether `by` may edit the page.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    live: Any = type(page)._default_manager.get(pk=page.pk, live=True)
    before, versions = live.live_revision, _open_versions(live)
    latest = live.latest_revision if live.has_unpublished_changes else None
    if not _apply(live, wrong, right, values, note):
        raise NothingCorrected(
            _(
                "The page does not say these words in one line, so nothing was corrected. Capital letters count. "
                "Try fewer words."
            )
        )
    live.full_clean()
    live.save()
    after = _keep_in_history(live, by)
    for version in versions:
        _carry_into(version, latest, lambda draft: _apply(draft, wrong, right, values, note))
    return _note(by=by, page=live, kind=UrgentKind.CORRECTED, reason=reason, before=before, after=after)


@transaction.atomic
def take_down(*, by: User, page: BasePage, reason: str, below: bool = False) -> UrgentPageChange:
    """Take the live `page` off the site now, with those below it where `below`; drafts stay. Writes and tells as
    `correct` does. Whoever calls has asked whether `by` may edit the page."""
    Page.objects.select_for_update().get(pk=page.pk)
    before = page.live_revision
    others = list(page.get_descendants().filter(live=True).order_by("path").specific()) if below else []
    with_it = [[one.pk, one.live_revision_id] for one in others]
    for one in [page, *others]:
        UnpublishPageAction(one, user=by).execute(skip_permission_checks=True)
    change = _note(by=by, page=page, kind=UrgentKind.DOWN, reason=reason, before=before, after=None)
    UrgentPageChange.objects.filter(pk=change.pk).update(with_it=with_it)
    change.with_it = with_it
    return change


@transaction.atomic
def confirm(*, by: User, change: UrgentPageChange) -> None:
    """Note that `by` looked at `change` and finds it right. Whoever calls has asked `can_look_at`."""
    if _answer(change, by, Answer.FINE):
        record("page.confirmed", actor=by.opaque_id, target=f"page:{change.page_id}", change=change.pk)


@transaction.atomic
def put_back(*, by: User, change: UrgentPageChange) -> bool:
    """Publish what was live before `change`, and what went down with it; whether that could be done: not where
    something else went up since. Whoever calls has asked `can_look_at`. Drafts stay as they are. Of the pages below,
    those that went up meanwhile, were moved away or may not go up now stay as they are (`still_down`)."""
    page = Page.objects.select_for_update().get(pk=change.page_id)
    untouched = page.live_revision_id == change.after_id if change.after_id else not page.live
    if change.before is None or not untouched or not _answer(change, by, Answer.BACK):
        return False
    version = change.before.as_object().save_revision(user=by, clean=False, log_action=True)
    version.publish(user=by)
    for pk, revision in change.with_it:
        _put_back_below(by, page, pk, revision)
    record("page.put_back", actor=by.opaque_id, target=f"page:{page.pk}", change=change.pk)
    return True


def still_down(change: UrgentPageChange) -> list[str]:
    """The titles of pages that went down with the page of `change` and are not public now."""
    pages = Page.objects.filter(pk__in=[pk for pk, _revision in change.with_it], live=False)
    return list(pages.order_by("path").values_list("title", flat=True))


def _put_back_below(by: User, above: Page, pk: int, revision: int | None) -> None:
    """Publish the page `pk` below `above` as it was in `revision`, where it still is there and down."""
    page: Any = Page.objects.descendant_of(above).filter(pk=pk, live=False).first()
    if page is None:
        return
    was = Revision.objects.filter(pk=revision).first() if revision else None
    try:
        with transaction.atomic():
            (was.as_object() if was else page.specific).save_revision(user=by, clean=False, log_action=True).publish(
                user=by
            )
    except GateClosed:
        return  # a consent ended meanwhile, for instance: it is named, and the editor says why


def can_look_at(user: User, change: UrgentPageChange) -> bool:
    """Whether `user` may say what becomes of `change`: somebody who may approve its page, and did not make it."""
    if change.looked_at is not None or change.by_id == user.pk:
        return False
    return bool(policy_registry.get_by_type(Page).user_has_permission_for_instance(user, "publish", change.page))


def approvers_of(page: Page) -> list[User]:
    """Those who may approve `page`, at most 20; administrators where there are none."""
    policy = policy_registry.get_by_type(Page)
    people = policy.users_with_permission_for_instance("publish", page, include_superusers=False)
    found = list(people.order_by("pk")[:MOST_TOLD])
    return found or list(User.objects.filter(is_active=True, is_superuser=True).order_by("pk")[:MOST_TOLD])


def remind(today: datetime.date | None = None) -> None:
    """Tell approvers once more of what nobody looked at by its day. Repeatable: each is told once."""
    today = today or uk_today()
    late = UrgentPageChange.objects.filter(looked_at=None, look_by__lt=today).select_related("page")
    for change in late.iterator(chunk_size=100):
        tell_once(
            f"urgent:page:{change.pk}",
            on=today,
            users=[person for person in approvers_of(change.page) if person.pk != change.by_id],
            kind="page.urgent_late",
            url=reverse("pages_urgent"),
            facts={"name": change.page.title[:80]},
        )


def _apply(page: Any, wrong: str, right: str, values: Mapping[str, Any], note: str) -> bool:
    """Make the correction in `page` (in memory); whether anything differs."""
    changed = bool(wrong) and replace_in(page, wrong, right) > 0
    for name, value in values.items():
        changed = changed or getattr(page, name) != value
        setattr(page, name, value)
    if changed and note:
        page.correction, page.updated_on = note, uk_today()
    return changed


def _open_versions(live: Any) -> list[Revision]:
    """Versions that could be published later, the latest draft last."""
    state = live.current_workflow_state
    waiting = TaskState.objects.filter(workflow_state=state, status=TaskState.STATUS_IN_PROGRESS)
    ids = {*waiting.values_list("revision", flat=True)} if state else set()
    ids |= {*live.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True)}
    ids |= {live.latest_revision_id} if live.has_unpublished_changes else set()
    return list(Revision.objects.filter(pk__in=ids - {None}).order_by("created_at", "pk"))


def _keep_in_history(live: Any, by: User) -> Revision:
    """Put the page as it is now into its history as the published version."""
    version: Revision = live.save_revision(user=by, changed=False, clean=False)
    live.live_revision, live.last_published_at = version, timezone.now()
    live.save(update_fields=["live_revision", "last_published_at"], clean=False)
    log(instance=live, action="wagtail.publish", user=by, revision=version, content_changed=True)
    return version


def _carry_into(version: Revision, latest: Revision | None, change: Any) -> None:
    """Make `change` in `version`. The latest draft gets a newer version, still its writer's, so that who corrected it
    may approve what others wrote; others are changed as they stand."""
    draft: Any = version.as_object()
    change(draft)
    if version != latest:
        Revision.objects.filter(pk=version.pk).update(content=draft.serializable_data())
        return
    newer = draft.save_revision(user=version.user, clean=False, approved_go_live_at=version.approved_go_live_at)
    Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
    TaskState.objects.filter(revision=version, status=TaskState.STATUS_IN_PROGRESS).update(revision=newer)


def _answer(change: UrgentPageChange, by: User, answer: Answer) -> bool:
    waiting = UrgentPageChange.objects.filter(pk=change.pk, looked_at=None)
    return bool(waiting.update(looked_at=timezone.now(), looked_at_by=by, answer=answer))


def _note(
    *, by: User, page: Any, kind: UrgentKind, reason: str, before: Revision | None, after: Revision | None
) -> UrgentPageChange:
    change = UrgentPageChange.objects.create(
        page_id=page.pk,
        kind=kind,
        reason=reason,
        by=by,
        before=before,
        after=after,
        look_by=next_working_day(uk_today(), Nation.ENGLAND),
    )
    action = "page.taken_down" if kind == UrgentKind.DOWN else "page.corrected"
    record(action, actor=by.opaque_id, target=f"page:{page.pk}", change=change.pk)
    for person in approvers_of(page):
        if person.pk != by.pk:
            notify(person, "page.urgent", url=reverse("pages_urgent"), facts={"name": page.title[:80]})
    return change


def problems_of(problem: ValidationError) -> list[str]:
    """The sentences of `problem`."""
    return [str(words) for words in problem.messages]
