# ruff: noqa: E501 - whole sentences read better unbroken
"""The demo's events in plain words. Brackenshire, its places and its people are made up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from news.events.enums import Booking, Status, Where

GUESTS = ["Asha", "Ben", "Chi", "Dilys", "Ezra", "Fatima", "Glyn", "Hana"]
Row = tuple[str, str, str, list[dict[str, str]]]


@dataclass(frozen=True)
class DemoEvent:
    """One event: how many days from today, from when to when (UK time), its words and its other fields."""

    slug: str
    title: str
    summary: str
    in_days: int
    begins: datetime.time
    finishes: datetime.time
    words: list[str]
    fields: dict[str, Any]
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    programme: list[Row] = field(default_factory=list)
    more_days: int = 0
    at_clock_change: bool = False
    is_full: bool = False


def at(hour: int, minute: int = 0) -> datetime.time:
    """A time of day."""
    return datetime.time(hour, minute)


LANDING = {
    "place_name": "The Landing",
    "address": "1 Dock Road\nTarn Moor\nZZ99 1AA",
    "place_access": "No steps. A lift, a wide toilet and a quiet room. A hearing loop in the hall.",
    "getting_there": "Bus 14 stops outside. Bikes can stand in the yard.",
}
HALL = {
    "place_name": "Oakhampton church hall",
    "address": "Mill Lane\nOakhampton\nZZ99 3CC",
    "place_access": "One step at the front, none at the side door. Ask, and we open it.",
}

EVENTS = [
    DemoEvent(
        "drop-in-at-the-hall",
        "Drop-in: tell us what would help",
        "Tea, toast and two people who listen. Come for five minutes or for the whole evening.",
        2,
        at(16, 30),
        at(19),
        ["You can talk, draw or just sit. Nobody writes down your name.", "Next month we say here what came of it."],
        {**HALL, "audience": "Everybody", "booking": Booking.NONE},
        ("oakhampton",),
        ("things-to-do",),
    ),
    DemoEvent(
        "open-evening-at-the-landing",
        "Open evening at The Landing",
        "See the studio, the gym and the kitchen, and say what should happen there next.",
        5,
        at(17),
        at(20),
        ["The Landing now opens until 9pm on four nights. Come and look around.", "There is food. Friends and parents are welcome."],
        {**LANDING, "audience": "Young people, and whoever they bring", "youngest": 11, "oldest": 24,
         "booking": Booking.HERE, "places": 40},
        ("tarn-moor",),
        ("things-to-do",),
        [
            ("17:00:00", "Doors open", "Food from the kitchen team.", []),
            ("17:30:00", "What changed, and what comes next", "",
             [{"name": "Noor", "role": "Chair", "organisation": "Brackenshire youth board"},
              {"name": "Ceri Vaughan", "role": "Tarn Moor coordinator", "organisation": "Brackenshire partnership"}]),
            ("18:30:00", "Try the studio", "Make a beat in twenty minutes.", []),
        ],
    ),
    DemoEvent(
        "first-aid-until-help-comes",
        "First aid: what to do until help comes",
        "Two hours that can save a life. No exam, no uniform.",
        9,
        at(18),
        at(20),
        ["You learn how to stop bleeding, how to call for help and how to keep yourself safe.", "It can bring things back. You can step out whenever you like."],
        {**HALL, "audience": "Anybody who is out in the evening", "youngest": 14, "booking": Booking.HERE, "places": 6},
        ("oakhampton", "brackley-cross"),
        ("things-to-do",),
        is_full=True,
    ),
    DemoEvent(
        "boxing-taster",
        "Boxing taster for beginners",
        "One hour, gloves lent, no sparring.",
        12,
        at(17),
        at(18),
        ["For people who have never tried."],
        {"place_name": "Kestrel Bay gym", "address": "Harbour Street\nKestrel Bay", "youngest": 12, "oldest": 18,
         "status": Status.CANCELLED, "status_words": "The gym’s heating broke. We hope to do it in spring, and say so here."},
        ("kestrel-bay",),
        ("things-to-do",),
    ),
    DemoEvent(
        "parents-and-carers-online",
        "Parents and carers: ask us anything, online",
        "A youth worker and a school nurse answer. Camera on or off, as you like.",
        15,
        at(19, 30),
        at(20, 30),
        ["Write your question beforehand or on the evening. We do not record it."],
        {"where": Where.ONLINE, "join_url": "https://meet.example.org/parents-and-carers", "audience": "Parents and carers",
         "booking": Booking.HERE, "places": 100},
        (),
        ("working-together",),
    ),
    DemoEvent(
        "youth-board-weekend",
        "Youth board weekend",
        "Two days to plan next year’s work. Travel and food are paid.",
        34,
        at(0),
        at(0),
        ["New to the board? Come for one day and see whether it is for you."],
        {**LANDING, "all_day": True, "youngest": 13, "oldest": 24, "audience": "The youth board, and people who think about joining",
         "booking": Booking.LINK, "booking_url": "https://booking.example.org/youth-board"},
        (),
        ("working-together",),
        more_days=1,
    ),
    DemoEvent(
        "night-walk-when-the-clocks-go-back",
        "Night walk when the clocks go back",
        "Walk the canal in the dark with us, look at every lamp, and have breakfast. The night is an hour longer.",
        0,
        at(22),
        at(7),
        ["We count dark corners and put them on the council’s list. Last year six lights came of it.", "From 10pm on Saturday to 7am on Sunday: ten hours on that night, not nine."],
        {**LANDING, "youngest": 16, "audience": "Anybody who walks home at night", "booking": Booking.HERE, "places": 25},
        ("tarn-moor", "marlow-vale"),
        ("getting-about",),
        more_days=1,
        at_clock_change=True,
    ),
    DemoEvent(
        "getting-about-what-we-heard",
        "Getting about: come and hear the answers",
        "What 300 people told us about buses and lights, and what the council says to it.",
        -20,
        at(18),
        at(19, 30),
        ["Everybody who answered our survey was invited, and everybody else too."],
        {**LANDING, "audience": "Everybody", "booking": Booking.NONE,
         "afterwards": "<p>Fifty people came. The council promised six lights and four buses, and said no to a Sunday bus for now.</p><p>You asked for the slides in large print: write to us, and we send them.</p>"},
        ("tarn-moor",),
        ("getting-about",),
    ),
]  # fmt: skip
