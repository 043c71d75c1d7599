"""The taxonomies of the API: needs, who can get in touch, and ways in. Codes get fixed ids made from their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

from support.enums import Audience, Channel
from support.fields import code_in_column
from support.models import ContactPoint, Need, Service
from support.queries import visible_needs

NAMESPACE = uuid5(NAMESPACE_URL, "https://openreferral.org/sayso")


def made_id(*words: object) -> str:
    """A lasting id for something that has no row of its own; the same words give the same id."""
    return str(uuid5(NAMESPACE, ":".join(str(word) for word in words)))


NEEDS, AUDIENCE, CHANNEL = (made_id("taxonomy", name) for name in ("needs", "audience", "channel"))
TAXONOMIES = [
    {"id": NEEDS, "name": "Needs", "description": "What is going on for a person, in their own words."},
    {"id": AUDIENCE, "name": "Audience", "description": "Who can get in touch. None means anybody."},
    {"id": CHANNEL, "name": "Ways in", "description": "Ways to get in touch with a service."},
]
CODES: dict[str, type[TextChoices]] = {AUDIENCE: Audience, CHANNEL: Channel}


@dataclass(frozen=True)
class Term:
    """One term: its id and that of its taxonomy, a name and a description; `term` is the slug or code."""

    id: str
    taxonomy: str
    name: str
    description: str
    term: str

    def record(self) -> dict[str, Any]:
        """As the API gives it."""
        name = next(one["name"] for one in TAXONOMIES if one["id"] == self.taxonomy)
        given = {"id": self.id, "name": self.name, "description": self.description, "term": self.term}
        return {**given, "taxonomy": name, "taxonomy_id": self.taxonomy}


def need_term(need: Need) -> Term:
    """The term of a need."""
    return Term(str(need.uuid), NEEDS, need.name, need.summary or need.what_this_is or need.name, need.slug)


def code_terms() -> list[Term]:
    """The terms of audience and ways in. No query."""
    return [
        Term(made_id(taxonomy, code), taxonomy, str(label), str(label), code)
        for taxonomy, codes in CODES.items()
        for code, label in codes.choices
    ]


def all_terms() -> list[Term]:
    """Every term that may be seen. One query."""
    return [need_term(need) for need in visible_needs()] + code_terms()


def terms_of(service: Service, visible: frozenset[int]) -> list[Term]:
    """The terms of `service`, its parts prefetched; of its needs those whose keys are `visible`."""
    codes = {(AUDIENCE, code) for code in service.audience}
    codes |= {(CHANNEL, point.channel) for point in service.contact_points.all()}
    needs = [need_term(need) for need in service.needs.all() if need.pk in visible]
    return needs + [term for term in code_terms() if (term.taxonomy, term.term) in codes]


def _needs() -> QuerySet:
    return Service.needs.through.objects.filter(service=OuterRef("pk"), need__in=visible_needs().order_by())


def _channels() -> QuerySet:
    return ContactPoint.objects.filter(service=OuterRef("pk"))


def with_term(term: UUID) -> Q:
    """Services that have `term`; none where nobody knows it."""
    code = next((one for one in code_terms() if one.id == str(term)), None)
    if code is None:
        return Q(Exists(_needs().filter(need__uuid=term)))
    if code.taxonomy == AUDIENCE:
        return Q(audience__contains=code_in_column(code.term))
    return Q(Exists(_channels().filter(channel=code.term)))


def with_taxonomy(taxonomy: UUID) -> Q:
    """Services that have any term of `taxonomy`; none where nobody knows it."""
    conditions = {NEEDS: Q(Exists(_needs())), AUDIENCE: ~Q(audience=""), CHANNEL: Q(Exists(_channels()))}
    return conditions.get(str(taxonomy), Q(pk__in=[]))
