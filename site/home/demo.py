"""The demonstration partnership, composed from every feature's own demo content."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from django.utils.module_loading import import_string
from wagtail.models import Page

from home.demo_languages import translate_home
from home.models import AreaHubPage, ChangedPage, HomePage
from home.tree import plant, with_ids
from home.workflows import set_up

VOICES = [
    ("Lights on the canal path, please.", "Marlow Vale"),
    ("Somewhere warm to go after six.", "16 or 17"),
    ("Ask us first. Then build it.", "Tarn Moor"),
]
CHANGES = [
    (
        "The bus stop by the college is pitch black.",
        "Six new lights went up on College Road.",
        "done",
    ),
    (
        "Youth club shuts just when we need it.",
        "The Landing now opens until 9pm on four nights. Friday is next.",
        "doing",
    ),
    (
        "Run a bus on Sundays too.",
        "There is not enough money for it this year. We asked, and we will ask again in April.",
        "not",
    ),
    (
        "Put a water tap by the skate bowl.",
        "We promised it for this year. The pipe has to be moved first, so it will be late.",
        "late",
    ),
]
LEADS = {
    "marlow-vale": "The canal, the college and Mill Lane. Find help close by, and say what would make it better.",
    "kestrel-bay": "The harbour, the old library and The Landing. Find help close by, and say what you think.",
    "oakhampton": "The park, the market and three safe places to wait. Find help close by, and have your say.",
    "tarn-moor": "Villages, hills and the long way home. Find help close by, and say what would make it better.",
    "brackley-cross": "The station, Market Square and the city at night. Find help close by, and have your say.",
}
PARTS = [
    ("help", "support"),
    ("news", "news"),
    ("newsletter", "news.newsletter"),
    ("events", "news.events"),
    ("publications", "news.publications"),
    ("consultations", "surveys"),
    ("talks", "community.forums"),
    ("safeguarding", "core.safeguarding"),
    ("partnership", "home.partnership"),
]
Loader = Callable[[datetime.date], None]


def load(today: datetime.date) -> None:
    """Write all of the demo that is missing and move its dates to `today`. Idempotent. Needs the demo's partnership."""
    for _name, step in steps():
        step(today)


def steps() -> Iterator[tuple[str, Loader]]:
    """Each part of the demo as (its name, its loader), in the order in which they lean on each other."""
    yield "people", import_string("core.people.demo.load")
    yield "pages", _pages
    for name, package in PARTS:
        yield name, import_string(f"{package}.demo.load")
    yield "home", _furnish
    yield "figures", import_string("home.editors.demo.load")


def _pages(today: datetime.date) -> None:
    plant()
    set_up()


def _furnish(today: datetime.date) -> None:
    """Fill the home page, what changed, and the hubs, where they are still as planted."""
    home = HomePage.objects.get(depth=2, slug="first")
    if not home.voices:
        home.voices = [("voice", {"words": words, "who": who}) for words, who in VOICES]
        _publish(home)
    translate_home(home)
    changed = ChangedPage.objects.child_of(home).get()
    if not changed.rows:
        rows = [{"said": said, "did": did, "state": state, "when": ""} for said, did, state in CHANGES]
        changed.rows = with_ids([{"type": "row", "value": row} for row in rows])
        _publish(changed)
    for hub in AreaHubPage.objects.select_related("area"):
        if not hub.coordinator_role and hub.area.slug in LEADS:
            hub.lead = LEADS[hub.area.slug]
            hub.coordinator_role = f"{hub.area.name} coordinator"
            hub.coordinator_email = f"{hub.area.slug}@example.org"
            hub.coordinator_phone = f"01632 96030{hub.area.position}"
            _publish(hub)


def _publish(page: Page) -> None:
    page.save_revision(clean=False).publish()
