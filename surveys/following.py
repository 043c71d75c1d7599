"""Hearing what comes of a consultation: members are told in their list (and by e-mail where they want that), others
take the feed. Whether somebody answered is never asked and never kept with it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notifications import registry
from core.notifications.once import tell_once
from core.people.models import User
from surveys import rules
from surveys.enums import Stage
from surveys.models import ConsultationPage, Follow
from surveys.queries import visible_to

TOLD = {
    Stage.READING: ("consultation.closed", _("“%(title)s” has closed. We are reading what people told us.")),
    Stage.ANSWERED: ("consultation.answered", _("“%(title)s”: we have answered.")),
}
"""At which stage people are told, as what, in which words. Tracking begins with the answer."""

EVERY = 3600.0


def register() -> None:
    """Make the two kinds of news known."""
    for kind, wording in TOLD.values():
        registry.register(kind, wording)


def is_following(user: User, page: ConsultationPage) -> bool:
    """Whether `user` follows `page`. One query."""
    return Follow.objects.filter(user=user, page=page).exists()


def follow(*, user: User, page: ConsultationPage) -> None:
    """Let `user` hear what comes of `page`. Twice changes nothing. Writes a Follow."""
    Follow.objects.get_or_create(user=user, page=page)


def leave(*, user: User, page: ConsultationPage) -> None:
    """Stop it. Writes nothing else; what was told stays in the list."""
    Follow.objects.filter(user=user, page=page).delete()


def tell_followers() -> int:
    """Tell the followers of every consultation that closed or was answered, once each. Gives how many consultations
    were told of. For the worker; safe to run late and twice."""
    now = timezone.now()
    followed = visible_to(None).filter(followers__isnull=False, survey__closes_at__lte=now).distinct()
    return sum(_tell(page, rules.stage(page, now)) for page in followed)


@transaction.atomic
def _tell(page: ConsultationPage, stage: Stage) -> bool:
    reached = Stage.ANSWERED if stage in (Stage.ANSWERED, Stage.TRACKING) else Stage.READING
    kind, _wording = TOLD[reached]
    return tell_once(
        f"{kind}:{page.pk}",
        on=timezone.localdate(),
        users=User.objects.filter(consultations_followed__page=page, is_active=True),
        kind=kind,
        url=reverse("consultation", args=[page.slug]),
        facts={"title": page.title},
    )


def copied(user: User) -> list[str]:
    """The titles that `user` follows, for the copy of what we hold."""
    return list(ConsultationPage.objects.filter(followers__user=user).values_list("title", flat=True))
