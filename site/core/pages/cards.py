"""Pages of any kind as lists show them: title, one line and address, in one query whatever their kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from core.pages.addresses import address_map
from core.pages.enums import Sensitivity
from core.pages.frame import timed_value
from core.pages.models import BasePage


@dataclass(frozen=True)
class Card:
    """One page as a list shows it. `model` is its kind; `expire_at` says until when it may be listed."""

    page_id: int
    title: str
    summary: str
    url: str
    model: type[BasePage]
    expire_at: datetime | None


def cards(ids: Iterable[int | None]) -> dict[int, Card]:
    """Those of the pages `ids` that lists may show (as `queries.shown` says), by id: a mapping that others share.

    No query when warm or for no ids, else one.
    """
    known = address_map().by_id
    wanted = frozenset(pk for pk in ids if pk in known and not known[pk].private)

    def load(_now: datetime) -> tuple[dict[int, Card], datetime | None]:
        kinds = {ContentType.objects.get_for_id(known[pk].content_type_id).model_class() for pk in wanted if pk}
        found = _read(Page.objects.filter(pk__in=wanted), kinds)
        until = min((card.expire_at for card in found if card.expire_at), default=None)
        return {card.page_id: card for card in found}, until

    return timed_value("pages.cards", load, timezone.now(), key=(wanted, get_language())) if wanted else {}


def below(page: Page) -> list[Card]:
    """The pages straight below `page` that lists may show, in the order that editors gave them.

    No query when warm, else one.
    """

    def load(_now: datetime) -> tuple[list[Card], datetime | None]:
        found = _read(Page.objects.child_of(page).order_by("path"), page.specific_class.allowed_subpage_models())
        return found, min((card.expire_at for card in found if card.expire_at), default=None)

    return timed_value("pages.below", load, timezone.now(), key=(page.pk, get_language())) if page.numchild else []


def _read(pages: QuerySet[Page], kinds: Iterable[type[Page] | None]) -> list[Card]:
    models = [kind for kind in kinds if kind is not None and issubclass(kind, BasePage)]
    if not models:
        return []
    open_to_all, lines = Q(), []
    for model in models:
        name = model._meta.model_name
        open_to_all |= Q(**{f"{name}__sensitivity__lt": Sensitivity.HIDDEN})
        lines.append(When(**{f"{name}__isnull": False}, then=F(f"{name}__summary")))
    now = timezone.now()
    found = (
        pages.filter(open_to_all, Q(expire_at=None) | Q(expire_at__gt=now), live=True)
        .filter(locale__language_code=get_language() or settings.LANGUAGE_CODE)
        .annotate(line=Case(*lines, default=Value(""), output_field=CharField()))
        .only("title", "content_type_id", "expire_at")
    )
    known = address_map().by_id
    return [
        Card(page.pk, page.title, page.line, known[page.pk].path, page.specific_class, page.expire_at)
        for page in found
        if page.pk in known and not known[page.pk].private
    ]
