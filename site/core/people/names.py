"""Names that people see: folded so that no two look alike, and refused where they would harm someone."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from core.areas.queries import partnership
from core.people.models import Profile, User
from core.screening.scan import scan

SHORTEST, LONGEST = 2, 30

# Letters of other scripts (and a few Latin oddities) that look like a Latin letter; a rough set, enough to stop copies.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһкмтвнгηαεορτυικνβμχγøłđħıŀſ",
    "aeopcyxijsdhkmtbhrnaeoptuiknbmxyoldhils",
)
_DIGITS_AS_LETTERS = str.maketrans("0134578", "oleastb")

# Nobody may look like staff, a helpline or the police: refused anywhere in a name …
_STAFF_PARTS = (
    "admin", "moderator", "police", "official", "childline", "samaritan", "safeguard", "crimestopper",
    "victimsupport", "helpline", "sayso", "councillor", "youthworker", "socialworker",
)  # fmt: skip
# … and refused as a word of their own, where they are parts of harmless words too.
_STAFF_WORDS = frozenset(
    {"staff", "mod", "mods", "team", "nhs", "nspcc", "vru", "vrp", "dsl", "council", "support", "999", "101", "111"}
)
_HARMLESS = ("badminton",)


def fold(name: str) -> str:
    """The form of `name` by which it is unique and signed in with: compatibility forms, case, accents, look-alike
    letters and everything but letters and digits taken away. "Quiet Ótter" and "quiet-otter" are both "quietotter"."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in flat if letter.isalnum()).translate(_LOOKALIKES)[:80]


def tidy(name: str) -> str:
    """`name` as it will be shown: compatibility forms joined, white space single and none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def _poses_as_staff(name: str) -> bool:
    """Whether `name` looks like staff, the police, a helpline or the partnership itself (one query)."""
    words = {fold(word) for word in re.split(r"[\W_]+", name)}
    plain = fold(name)
    for harmless in _HARMLESS:
        plain = plain.replace(harmless, "")
    spelt = plain.translate(_DIGITS_AS_LETTERS)
    if words & _STAFF_WORDS or any(part in plain or part in spelt for part in _STAFF_PARTS):
        return True
    body = partnership()
    own = {fold(body.name), fold(body.short_name), fold(body.controller)} - {""}
    return any(part in plain for part in own)


def problem(name: str) -> str:
    """Why the tidied `name` cannot be shown to others, in one plain sentence; empty where it can."""
    if not SHORTEST <= len(name) <= LONGEST or len(fold(name)) < SHORTEST:
        return _("Pick a name with %(least)d to %(most)d letters or numbers.") % {"least": SHORTEST, "most": LONGEST}
    if any(unicodedata.category(letter)[0] not in "LMN" and letter not in " -'’._" for letter in name):
        return _("Use only letters, numbers, spaces, dots and dashes in your name.")
    kinds = {hit.kind for hit in scan(name)}
    if "personal" in kinds:
        return _(
            "That looks like an email, a phone number or an address. Please make up a name that says nothing about you."
        )
    if kinds:
        return _("We cannot show that name here. Please pick another one.")
    if _poses_as_staff(name):
        return _("That name sounds like staff or a helpline. Please pick another one.")
    return ""


def taken(name: str, *, besides: User | None = None) -> bool:
    """Whether somebody other than `besides` has a name that folds to the same. Two queries at most."""
    folded = fold(name)
    profiles, users = Profile.objects.filter(folded_name=folded), User.objects.filter(username=folded)
    if besides is not None and besides.pk:
        profiles, users = profiles.exclude(user=besides), users.exclude(pk=besides.pk)
    return profiles.exists() or users.exists()
