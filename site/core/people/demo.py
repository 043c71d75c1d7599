"""The ten people of the demo, all made up. Their password is public, so production refuses a site that has them."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext_noop

from core.areas.models import Area
from core.people import actions
from core.people.actions import RULES_VERSION
from core.people.enums import AgeBand, Role
from core.people.models import Profile, User
from core.people.names import fold

PASSWORD = "brackenshire-demo"  # noqa: S105 - public on purpose, for made-up people only
EMPLOYER = "Brackenshire Council (fictional)"

SIGN_INS: list[tuple[str, str]] = [
    ("editor", gettext_noop("writes and edits pages everywhere")),
    ("areaeditor", gettext_noop("writes and edits pages for Kestrel Bay")),
    ("approver", gettext_noop("approves pages before they go out")),
    ("moderator", gettext_noop("checks posts at the desk")),
    ("dsl", gettext_noop("leads on safeguarding")),
    ("analyst", gettext_noop("reads survey results")),
    ("youthworker", gettext_noop("runs group sessions")),
    ("member", gettext_noop("a member, 18 to 24")),
    ("young", gettext_noop("a member, 13 to 15, without email")),
    ("admin", gettext_noop("runs the whole site")),
]
_ROLES: dict[str, list[tuple[Role, str]]] = {
    "editor": [(Role.EDITOR, "")],
    "areaeditor": [(Role.EDITOR, "kestrel-bay")],
    "approver": [(Role.APPROVER, ""), (Role.SAFEGUARDING_APPROVER, "")],
    "moderator": [(Role.MODERATOR, "")],
    "dsl": [(Role.DSL, "")],
    "analyst": [(Role.ANALYST, "")],
    "youthworker": [(Role.YOUTH_WORKER, "")],
}
# username: name people see, age group, area, shape
_PROFILES: dict[str, tuple[str, AgeBand, str, str]] = {
    "member": ("Juniper", AgeBand.FROM_18, "tarn-moor", "b"),
    "young": ("Quiet Otter", AgeBand.FROM_13, "kestrel-bay", "c"),
}


@transaction.atomic
def load(today: datetime.date) -> None:
    """Make the ten people, or put back what somebody changed about them. Running it twice changes nothing."""
    hashed = _hashed()
    for username, _words in SIGN_INS:
        user = _person(username, hashed)
        for role, slug in _ROLES.get(username, []):
            area = Area.objects.get(slug=slug) if slug else None
            actions.assign_role(by=None, user=user, role=role, area=area)
        if username in _PROFILES:
            _profile(user, today)


def _hashed() -> str:
    """One hash for all ten, the one that is there already where it fits: the password is public, and hashing slow."""
    held = User.objects.filter(username=SIGN_INS[0][0], is_demo=True).values_list("password", flat=True).first()
    return held if held and check_password(PASSWORD, held) else make_password(PASSWORD)


def _person(username: str, hashed: str) -> User:
    team = username not in _PROFILES
    facts = {
        "email": "" if username == "young" else f"{username}@example.org",
        "employer": EMPLOYER if team else "",
        "is_superuser": username == "admin",
        "is_demo": True,
        "is_active": True,
    }
    user, _is_new = User.objects.update_or_create(username=username, defaults={**facts, "password": hashed})
    return user


def _profile(user: User, today: datetime.date) -> None:
    name, band, slug, shape = _PROFILES[user.username]
    facts = {
        "display_name": name,
        "folded_name": fold(name),
        "age_band": band,
        "area": Area.objects.get(slug=slug),
        "shape": shape,
        "rules_version": RULES_VERSION,
    }
    Profile.objects.update_or_create(
        user=user, defaults=facts, create_defaults={**facts, "rules_accepted_on": today - datetime.timedelta(days=30)}
    )
