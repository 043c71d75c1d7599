"""What other parts know of group sessions: told, audited, rung, copied and let go of. Called once, by the app."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import due
from core.audit import registry as audit
from core.notifications import registry as notifications
from core.people import copies, erasure
from core.safeguarding import registry as safeguarding

if TYPE_CHECKING:
    from core.people.models import User

SWEEP_EVERY = 300.0
FINISHING = timedelta(minutes=30)
"""How long after a session somebody in the middle can still send."""

PHONE_KEPT = timedelta(days=30)
WORKER_KEPT = timedelta(days=730)
AUDIT = {
    "group.opened": "A group session was opened",
    "group.ended": "A group session was ended",
    "group.hands_counted": "A show of hands was written down",
}


def register() -> None:
    """Fill the registries."""
    from surveys.groups import results  # noqa: PLC0415 - they need the models
    from surveys.groups.concerns import TARGET, TOLD, duty_of  # noqa: PLC0415

    for code, words in AUDIT.items():
        audit.register(code, words)
    notifications.register(TOLD, _("Someone in your group session may need you"), urgent=True)
    safeguarding.register_duty(TARGET, duty_of)
    copies.register("group sessions run", sessions_of)
    erasure.register("group sessions", let_go_of)
    due.register("surveys.groups.sweep", SWEEP_EVERY, sweep)
    due.register("surveys.groups.hands", results.EVERY, results.let_out_all)


def sessions_of(user: User) -> list[dict[str, Any]]:
    """The sessions that a worker ran, for *get a copy*."""
    from surveys.models import GroupSession  # noqa: PLC0415

    held = GroupSession.objects.filter(worker=user).select_related("survey")
    return [
        {"consultation": one.survey.title, "opened": one.opened_at, "place": one.place, "phone": one.phone}
        for one in held
    ]


def let_go_of(user: User) -> None:
    """Take the phone of a worker whose account is deleted off their sessions. The name goes with the account."""
    from surveys.models import GroupSession  # noqa: PLC0415

    GroupSession.objects.filter(worker=user).update(phone="")


def sweep() -> int:
    """Close what is over, and forget phones after 30 days and workers after two years. Gives how many rows."""
    from surveys.groups.actions import close_doors  # noqa: PLC0415
    from surveys.models import GroupSession  # noqa: PLC0415

    now = timezone.now()
    over = GroupSession.objects.filter(closes_at__lte=now - FINISHING)
    left_open = over.exclude(code_hash=None) | over.filter(tablets__isnull=False)
    tablets = close_doors(session_ids=list(left_open.values_list("pk", flat=True)))
    phones = over.filter(closes_at__lte=now - PHONE_KEPT).exclude(phone="").update(phone="")
    old = over.filter(closes_at__lte=now - WORKER_KEPT).exclude(worker=None)
    return tablets + phones + old.update(worker=None, place="")
