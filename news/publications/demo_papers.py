# ruff: noqa: E501 - whole sentences read better unbroken
"""The demo's publications in plain words. Brackenshire and all that is counted there is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from news.publications.enums import Kind, SchemeClass

Block = tuple[str, Any]
File = tuple[str, str, str, bool]


@dataclass(frozen=True)
class Paper:
    """One publication: address, words, kind, class, age in days, blocks, and files as (title, name, form, earlier)."""

    slug: str
    title: str
    summary: str
    kind: Kind
    scheme: SchemeClass
    days_ago: int
    body: list[Block]
    files: list[File]
    areas: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)


def p(*words: str) -> Block:
    """Paragraphs."""
    return "paragraph", "".join(f"<p>{one}</p>" for one in words)


def ul(*items: str) -> Block:
    """A list."""
    return "paragraph", "<ul>" + "".join(f"<li>{one}</li>" for one in items) + "</ul>"


def h(words: str) -> Block:
    """A main heading."""
    return "heading", {"text": words, "level": "2"}


PAPERS = [
    Paper(
        "our-plan-for-three-years",
        "Our plan for three years",
        "What we will do about violence in Brackenshire, with whom, and how you can tell whether it works.",
        Kind.STRATEGY,
        SchemeClass.PRIORITIES,
        70,
        [
            p("Violence is not bound to happen. It has causes, and we can change some of them. This is our plan."),
            h("What we will do first"),
            ul(
                "Help young people early, before things go wrong.",
                "Make the places safer that you told us about: paths, stops and the time after school.",
                "Work as one: police, councils, health, schools and people who live here.",
            ),
            h("How you can tell"),
            p("Each year we say what we did, what it cost and what changed. We also say what did not work."),
        ],
        [
            ("Our plan for three years", "our-plan", "", False),
            ("Our plan for three years, Easy Read", "our-plan-easy-read", "Easy Read", False),
            ("Our plan, first version", "our-plan-first", "", True),
        ],
        words=["We want fewer people hurt and more people who feel safe. We begin early, with young people and with places.",
               "Police, councils, health, schools and people who live here do this together, and say each year what came of it."],
    ),
    Paper(
        "what-we-know-about-violence-here",
        "What we know about violence here",
        "Where, when and to whom violence happens in Brackenshire, and what people say would help.",
        Kind.NEEDS,
        SchemeClass.PRIORITIES,
        120,
        [
            p("We looked at figures of the police, of hospitals and of schools, and at what 1,200 people told us."),
            h("What stands out"),
            ul(
                "Most violence happens between people who know each other.",
                "The hour after school and Friday nights need most care.",
                "Young people are hurt more often than they hurt others.",
            ),
        ],
        [("What we know about violence here", "needs-assessment", "", False)],
        words=["This needs assessment brings together figures and what people told us. We write a new one each year."],
    ),
    Paper(
        "did-the-late-buses-work",
        "Did the late buses work?",
        "People from outside looked at our first year of late buses. Short answer: mostly yes.",
        Kind.EVALUATION,
        SchemeClass.PRIORITIES,
        33,
        [
            p("A team from a university talked with riders, drivers and youth workers, and counted who got on."),
            h("What they found"),
            ul(
                "More young people took part in evening clubs.",
                "People felt safer on the bus than at the stop.",
                "Nobody can say yet whether fewer people were hurt. One year is too short for that.",
            ),
        ],
        [("Did the late buses work? The whole report", "late-buses-evaluation", "", False)],
        ("tarn-moor", "brackley-cross"),
        words=["Four buses a night ran for a year. The report says who used them, what it cost and what should change."],
    ),
    Paper(
        "tarn-moor-problem-profile",
        "Tarn Moor: what we work on, and why",
        "The problem profile of Tarn Moor: what happens there, what helps already, and what is missing.",
        Kind.PROFILE,
        SchemeClass.SERVICES,
        88,
        [
            p("Tarn Moor has strong clubs and a long walk home. That is what most people told us in one way or another."),
            ul("Better light on the canal path.", "A warm place after six.", "Somebody to talk to who is not a teacher."),
        ],
        [("Tarn Moor problem profile", "tarn-moor-profile", "", False)],
        ("tarn-moor",),
        words=["The profile names no person and no house. It says what happens in Tarn Moor and what would help."],
    ),
    Paper(
        "board-papers-autumn",
        "Board papers, autumn meeting",
        "What the board talked about and decided, with the youth board’s own paper.",
        Kind.BOARD,
        SchemeClass.DECISIONS,
        18,
        [
            p("The board met in the town hall. The youth board had the first half hour."),
            h("What was decided"),
            ul(
                "The late buses go on for a second year.",
                "Small grants open again in spring.",
                "There is no money for a Sunday bus yet. We ask again in April.",
            ),
        ],
        [
            ("Agenda and papers, autumn", "board-papers-autumn", "", False),
            ("The youth board’s paper", "youth-board-paper", "", False),
        ],
        words=["Agenda: what the youth board asks for; late buses; small grants; money; what comes next."],
    ),
    Paper(
        "what-we-spent-last-year",
        "What we did and what we spent last year",
        "Our year in short: what the money paid for, and what came of it.",
        Kind.ANNUAL,
        SchemeClass.MONEY,
        150,
        [
            p("We had £1.2 million from the Home Office, and £150,000 from the councils. This is where it went."),
            ul("Work with young people: £640,000.", "Safer places: £310,000.", "Finding out what works: £140,000.",
               "The team and the office: £260,000."),
        ],
        [("Annual report", "annual-report", "", False)],
        words=["Young people: 640,000 pounds. Places: 310,000. Finding out: 140,000. Team and office: 260,000."],
    ),
]  # fmt: skip
