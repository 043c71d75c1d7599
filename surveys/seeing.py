"""Who will see answers: the panel's facts, from the roles that people hold now, and the promises that follow.

Nobody types the panel. It names every kind of role that reads single answers and who employs the people who hold it.
What it denies (`Denial`) is judged by the words of an employer's name, or by the mark on the person:

- the police: a word of `POLICE` in the name, folded to plain letters, or the initials of a force that no other body
  uses. “Office of the Police and Crime Commissioner” counts too: it is better to say so than to deny it;
- a school or college: a word of `SCHOOLS`;
- a youth worker: somebody who reads answers also holds that role.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pages.frame import small_value
from core.people.enums import Role
from core.people.models import User
from surveys.models import Survey
from surveys.rules import LEADS, READERS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

POLICE = re.compile(
    r"\b(police|policing|constabular(y|ies)|chief constable|heddlu|psni|btp|gmp|mps|mopac|opcc)\b|^(the )?met$"
)
SCHOOLS = re.compile(r"\b(schools?|academ(y|ies)|colleges?|sixth form|ysgol|pupil referral)\b")


class Denial(Enum):
    """What the panel denies about everybody who reads answers."""

    POLICE = "police"
    SCHOOL = "school"
    YOUTH_WORKER = "youth worker"


@dataclass(frozen=True)
class Seers:
    """Who sees single answers. `readers`: (role, or "" for administrators; employers by name). `lead`: the employers of
    those who are told of serious harm. `untrue`: what cannot be denied. `unknown`: someone's employer is not noted."""

    readers: tuple[tuple[str, tuple[str, ...]], ...]
    lead: tuple[str, ...]
    untrue: frozenset[Denial]
    unknown: bool
    linker: tuple[str, tuple[str, ...]] | None = None
    """The role that can find out who wrote an answer, and who employs those who hold it; None where nobody can."""
    most: int = 4
    """How many employers are named in one place; the others are counted there, and named on a page of their own."""

    @property
    def whole(self) -> Seers:
        """The same, with every employer named."""
        return replace(self, most=sys.maxsize)

    @property
    def is_long(self) -> bool:
        """Whether not every employer is named."""
        lists = [*(employers for _role, employers in self.readers), self.lead, self.linker[1] if self.linker else ()]
        return max(map(len, lists)) > self.most

    @property
    def lead_words(self) -> str:
        """The employers of those who are told of serious harm."""
        return self._named(self.lead)

    @property
    def linker_words(self) -> str:
        """The employers of those who can find out who wrote an answer."""
        return self._named(self.linker[1] if self.linker else ())

    def _named(self, employers: tuple[str, ...]) -> str:
        names, more = ", ".join(employers[: self.most]), len(employers) - self.most
        if more <= 0:
            return names
        return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": names, "n": more}

    @property
    def role_words(self) -> str:
        """That role in the language in use."""
        return str(Role(self.linker[0]).label) if self.linker else ""

    @property
    def rows(self) -> list[tuple[str | _StrPromise, str]]:
        """Role and employers as words of the language in use."""
        return [
            (Role(role).label if role else _("Administrator"), self._named(employers) or _("organisation not noted"))
            for role, employers in self.readers
        ]

    @property
    def police(self) -> bool:
        """Whether any of them works for the police."""
        return Denial.POLICE in self.untrue

    @property
    def school(self) -> bool:
        """Whether any of them works for a school or college."""
        return Denial.SCHOOL in self.untrue

    @property
    def youth_worker(self) -> bool:
        """Whether any of them is a youth worker here too."""
        return Denial.YOUTH_WORKER in self.untrue


def folded(name: str) -> str:
    """`name` in small plain letters, single spaces between words and nothing else, initials written together."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def untrue_of(employer: str, *, works_for_police: bool, roles: Collection[str]) -> frozenset[Denial]:
    """What could not be denied any more, were this person to read answers."""
    name = folded(employer)
    found = {Denial.POLICE} if works_for_police or POLICE.search(name) else set()
    if SCHOOLS.search(name):
        found.add(Denial.SCHOOL)
    if Role.YOUTH_WORKER in roles:
        found.add(Denial.YOUTH_WORKER)
    return frozenset(found)


def who_sees() -> Seers:
    """Who sees answers now. One query for each version of public content, which is raised whenever this changes."""
    return small_value("surveys.who_sees", lambda: seers_now(None))


def who_sees_of(survey: Survey) -> Seers:
    """Who sees answers to `survey` now: the role that it named reads them too. Queries as `who_sees`."""
    seers = who_sees()
    if not survey.link_role:
        return seers
    readers = dict(seers.readers)
    if survey.link_role in LEADS and seers.lead:
        readers[survey.link_role] = seers.lead
    employers = readers.get(survey.link_role, ())
    return replace(seers, readers=tuple(readers.items()), linker=(survey.link_role, employers))


def seers_now(besides: int | None) -> Seers:
    """Who sees answers as the roles stand, leaving the person `besides` (an id) out. One query."""
    seeing = Q(is_superuser=True) | Q(roles__role__in=[*READERS, *LEADS])
    pks = User.objects.filter(seeing, is_active=True).exclude(pk=besides or 0).values("pk")
    rows = User.objects.filter(pk__in=pks).values_list(
        "pk", "employer", "works_for_police", "is_superuser", "roles__role"
    )
    people: dict[int, tuple[str, bool, bool, set[str]]] = {}
    for pk, employer, police, superuser, role in rows:
        people.setdefault(pk, (employer.strip(), police, superuser, set()))[3].add(role or "")
    return _summed(people.values())


def _summed(people: Iterable[tuple[str, bool, bool, set[str]]]) -> Seers:
    employers: dict[str, set[str]] = {}
    lead: set[str] = set()
    untrue: frozenset[Denial] = frozenset()
    unknown = False
    for employer, police, superuser, roles in people:
        untrue |= untrue_of(employer, works_for_police=police, roles=roles)
        unknown = unknown or not employer
        for role in [*(role for role in READERS if role in roles), *([""] if superuser else [])]:
            employers.setdefault(role, set()).update(filter(None, [employer]))
        if roles & set(LEADS):
            lead.update(filter(None, [employer]))
    readers = tuple(
        (role, tuple(sorted(employers[role]))) for role in sorted(employers, key=lambda one: (not one, one))
    )
    return Seers(readers, tuple(sorted(lead)), untrue, unknown)
