"""What the pages of support show, as template contexts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pages import cache
from core.pages.frame import kept_on
from core.pages.languages import every_language
from core.pages.reviews import overdue_since
from support.cards import ages_words, card_html, in_english
from support.enums import Audience, BankHolidays, HoursKind, Language, Sensitivity, Status, Weekday
from support.filters import Filters
from support.forms import PostcodeForm
from support.hours import UK
from support.models import HoursRule, Need, Service
from support.open_now import clock, words_for
from support.queries import Found, find
from support.rules import is_overdue
from support.structured import linked_data
from support.times import Standing, Times, answer_for, standing


def guard(request: HttpRequest, sensitivity: int) -> None:
    """Keep a page of sensitivity 2 out of every cache and count."""
    if sensitivity == Sensitivity.PRIVATE:
        cache.never_keep(request)
        cache.never_count(request)


def good_until(service: Service, stands: Standing) -> datetime:
    """Until when (aware) a page that shows `service` stays true: its hours change, or it is taken down as planned."""
    return min(stands.until, service.expire_at) if service.expire_at else stands.until


def found_context(request: HttpRequest, filters: Filters, now: datetime) -> dict[str, Any]:
    """The list of services for `filters`; the page is kept until the first of their hours changes."""
    found: Found = find(filters, now)
    cache.keep_until(request, found.good_until)
    return {
        "cards": [card_html(item, now) for item in found.listed],
        "step": found.step.name,
        "open_count": found.open_count,
        "count": found.count,
        "cut": found.cut,
        "instead": found.instead,
        "next": replace(filters, page=filters.page + 1).address(reverse("support:finder")) if found.more else "",
        "in_english": in_english(),
        "now": now.astimezone(UK),
        "now_words": f"{WEEKDAYS[now.astimezone(UK).weekday()]}, {clock(now.astimezone(UK))}",
    }


def need_context(request: HttpRequest, need: Need) -> dict[str, Any]:
    """The page of one need."""
    guard(request, need.sensitivity)
    if need.expire_at:
        cache.keep_until(request, need.expire_at)
    return {
        "need": need,
        "overdue_since": overdue_since(need.review_by),
        "filters": Filters(need=need.slug),
        "page_languages": every_language(request),
        # Called by the template, and only when this part of the page is drawn anew.
        "audiences": lambda: _audiences(need),
        "postcode_form": PostcodeForm,
        "crumbs": _crumbs,
        **found_context(request, Filters(need=need.slug), timezone.now()),
    }


def _audiences(need: Need) -> list[tuple[str, str]]:
    """Who it is about, as (words, address of the finder)."""
    address = reverse("support:finder")
    return [(str(words), Filters(need=need.slug, audience=code).address(address)) for code, words in Audience.choices]


def service_context(request: HttpRequest, service: Service) -> dict[str, Any]:
    """The page of one service, published or a draft in preview."""
    now = timezone.now()
    guard(request, service.sensitivity)
    shown = kept_on(service, get_language(), lambda at: _shown(service, at), now)
    cache.keep_until(request, shown.until)
    return {
        **shown.context,
        "shown": shown,
        "linked_data": lambda: linked_data(request, service, now) if in_english() else {},
        "share": request.build_absolute_uri(service.shared_path),
        "page_languages": every_language(request),
    }


@dataclass
class Shown:
    """What the page of a service says in one language at a moment; it stays true `until` then (aware)."""

    context: dict[str, Any]
    until: datetime


def _shown(service: Service, now: datetime) -> tuple[Shown, datetime]:
    """What the page says at `now`, and until when: its hours change, the day ends, or it is taken down."""
    times = service.times
    stands = standing(times, now)
    context = {
        "service": service,
        "neutral": service.sensitivity == Sensitivity.PRIVATE,
        "is_open": stands.answer.is_open,
        "state": words_for(stands.answer, now),
        "contacts": contacts_of(service, times, now),
        "ages": ages_words(service),
        "paused": service.status == Status.PAUSED,
        "overdue": is_overdue(service, now),
        "overdue_since": overdue_since(service.review_by),
        "timetables": timetables(service, now),
        "changes": _coming_changes(service, now),
        "places": service.places,
        "bank_holidays": _bank_holiday_words(service),
        "in_english": in_english(),
        "crumbs": _crumbs(),
    }
    until = good_until(service, stands)
    return Shown(context, until), until


def _crumbs() -> list[tuple[str, str]]:
    return [
        (_("Home"), reverse("support:finder").removesuffix("support/")),
        (_("Find help"), reverse("support:finder")),
    ]


def contacts_of(service: Service, times: Times, now: datetime) -> list[dict[str, Any]]:
    """Every way in as its page shows it: the point, how it stands at `now` by the service's `times`, its languages."""
    return [_contact(times, point, now) for point in service.contacts]


def _contact(times: Times, point: Any, now: datetime) -> dict[str, Any]:
    state = answer_for(times, point.channel, now)
    names = [str(Language(code).label) for code in point.languages if code in Language.values]
    return {"point": point, "is_open": state.is_open, "state": words_for(state, now), "languages": names}


def timetables(service: Service, now: datetime) -> list[dict[str, Any]]:
    """The weekly hours, one table for each set of ways in that has its own: rows of (days, times, is today)."""
    today = now.astimezone(UK).weekday()
    lines: dict[str, list[HoursRule]] = {}
    for line in service.hours_rules.all():
        lines.setdefault(line.channel, []).append(line)
    return [
        {"channel": rules[0].get_channel_display() if channel else "", "rows": _rows(rules, today)}
        for channel, rules in sorted(lines.items())
    ]


def _rows(rules: list[HoursRule], today: int) -> list[dict[str, Any]]:
    """Days with the same times are one row, Monday first; days without a line are closed."""
    by_day = {day: [_times(rule) for rule in rules if rule.as_rule().holds_on(day)] for day in Weekday.values}
    rows: list[dict[str, Any]] = []
    for day in range(7):
        times = by_day[day] or [_("Closed")]
        if rows and rows[-1]["times"] == times:
            rows[-1]["last"] = day
        else:
            rows.append({"first": day, "last": day, "times": times})
    for row in rows:
        row["today"] = row["first"] <= today <= row["last"]
        row["days"] = _days_words(row["first"], row["last"])
    if by_day[Weekday.BANK_HOLIDAY]:
        rows.append({"days": Weekday.BANK_HOLIDAY.label, "times": by_day[Weekday.BANK_HOLIDAY], "today": False})
    return rows


def _days_words(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("Every day")
    if first == last:
        return str(WEEKDAYS[first])
    return _("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def _times(line: Any) -> str:
    if line.kind != HoursKind.TIMES or line.opens is None or line.closes is None:
        return str({HoursKind.ALL_DAY: _("Day and night")}.get(line.kind, line.get_kind_display()))
    times = {"opens": clock(_on(line.opens)), "closes": clock(_on(line.closes))}
    if line.closes <= line.opens and line.closes.hour + line.closes.minute:
        return _("%(opens)s to %(closes)s the next morning") % times
    return _("%(opens)s to %(closes)s") % times


def _on(time_of_day: Any) -> datetime:
    return datetime.combine(datetime.min, time_of_day)


def _coming_changes(service: Service, now: datetime) -> list[dict[str, Any]]:
    """Exceptions that end today or later and begin within 60 days."""
    today = now.astimezone(UK).date()
    return [
        {"change": line, "times": _times(line)}
        for line in service.hours_exceptions.all()
        if line.until >= today and (line.first_date - today).days <= 60
    ]


def _bank_holiday_words(service: Service) -> str:
    words = {
        BankHolidays.SAME: _("Bank holidays: the same hours."),
        BankHolidays.CLOSED: _("Bank holidays: closed."),
        BankHolidays.UNKNOWN: _("Bank holidays: check with them first."),
    }
    return str(words.get(BankHolidays(service.bank_holidays), "")) if service.hours_rules.all() else ""
