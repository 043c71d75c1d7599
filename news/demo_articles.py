# ruff: noqa: E501 - whole sentences read better unbroken
"""The demo's articles, in words that an eleven-year-old reads. Brackenshire and all that happens there is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Article:
    """One article: its address, words, areas and topics (slugs), picture, age in days, and blocks as (type, value)."""

    slug: str
    title: str
    summary: str
    days_ago: int
    picture: str
    areas: tuple[str, ...] = ()
    asked_for: bool = False
    body: list[Block] = field(default_factory=list)
    notes: str = ""
    corrected: str = ""
    topics: tuple[str, ...] = ()


def p(*words: str) -> Block:
    """Paragraphs."""
    return "paragraph", "".join(f"<p>{one}</p>" for one in words)


def ul(*items: str) -> Block:
    """A list."""
    return "paragraph", "<ul>" + "".join(f"<li>{one}</li>" for one in items) + "</ul>"


def h(words: str) -> Block:
    """A main heading."""
    return "heading", {"text": words, "level": "2"}


def quote(words: str, who: str) -> Block:
    """Somebody's words, and a role for who said them."""
    return "quote", {"text": words, "name": "", "role": who, "organisation": ""}


def note(title: str, words: str, kind: str = "b") -> Block:
    """A boxed note."""
    return "callout", {"kind": kind, "title": title, "text": words}


ARTICLES = [
    Article(
        "late-buses-are-back-on-route-14",
        "Late buses are back on route 14",
        "There are four more buses a night between Brackley Cross and Tarn Moor. If you are under 19, each ride is £1.",
        4,
        "morning",
        ("tarn-moor", "brackley-cross"),
        asked_for=True,
        topics=("getting-about", "young-people"),
        body=[
            p(
                "Earlier this year, many of you told us about getting home. What you said most was simple: the last bus "
                "goes before the club, the match or your shift is over.",
                "We took your words to the bus company and the county council. People from the Tarn Moor youth group "
                "came with us and showed the timetable they would like. Most of it is now real.",
            ),
            quote("We drew the times on a pizza box. Now they are on the bus stop.", "A member of a youth group"),
            h("What is new"),
            ul(
                "Buses at 9:10pm, 9:50pm, 10:30pm and 11:10pm, every night but Sunday.",
                "A £1 fare for anyone under 19. Show your school or college card.",
                "Drivers have had training in how to help if you feel worried.",
            ),
            (
                "statistic",
                {
                    "value": "4 in 10",
                    "label": "people who answered said a later bus would help them most",
                    "period": "Our last survey",
                    "comparator": "3 in 10 in the survey before",
                    "source": "Getting about: our survey of Brackenshire",
                },
            ),
            h("What could not happen yet"),
            p(
                "You also asked for a Sunday bus. There is not enough money this year. We will ask again in April and tell "
                "you the answer here."
            ),
            h("The timetable"),
            ("document", {"document": "timetable", "title": "", "description": "Short words, one page"}),
        ],
        notes="<p>The four buses are paid for by the partnership for one year, and then looked at again.</p>",
    ),
    Article(
        "meet-the-youth-board",
        "Young people now help choose what we pay for",
        "A board of people aged 13 to 24 looks at every idea before we spend money on it. They are paid for their time.",
        11,
        "meeting",
        topics=("young-people",),
        body=[
            p(
                "Adults used to decide alone which projects got money. Now nothing is paid for until the youth board has "
                "read the idea, asked questions and said what it thinks.",
                "The board meets six times a year. Everyone on it is paid for the time and the bus fare.",
            ),
            h("What they have changed already"),
            ul(
                "A sports project moved to an evening when people could really come.",
                "A poster was dropped. The board said it made their town look scary.",
                "Two small music groups got money to keep going.",
            ),
            quote("They listen now. It took a while.", "A member of the youth board"),
            h("Would you like to join?"),
            p(
                "You can be from any part of Brackenshire. You do not need good marks or to be good at talking. New places "
                "come up each spring, and we say so here."
            ),
        ],
    ),
    Article(
        "small-grants-for-ideas-from-your-street",
        "£40,000 for ideas from your street",
        "Small grants are open to groups and to young people. You can ask with a voice note instead of a form.",
        19,
        "growing",
        ("kestrel-bay",),
        asked_for=True,
        topics=("young-people", "places"),
        body=[
            p(
                "A bench. Paint for a wall. Somebody to teach boxing, sewing or beats. If it gets people together in "
                "Kestrel Bay, we want to hear it.",
                "You can ask for £50 to £2,000. If you are under 18, an adult in a group holds the money for you.",
            ),
            h("How to ask"),
            ul(
                "Say what you would like to do, in two minutes or one page. A voice note is fine.",
                "Say who it is for and what it costs.",
                "Neighbours and the youth board choose together. You hear back in four weeks, also if it is a no.",
            ),
            note("Stuck on the form?", "Youth workers at the library help with it every week. Just turn up.", "c"),
            p("You told us that forms keep people out. That is why this one is so short."),
        ],
    ),
    Article(
        "three-new-safe-places-to-wait",
        "Three new safe places to wait",
        "A library, a café and a church hall in Oakhampton will let you sit inside until it feels right to move on.",
        26,
        "places",
        ("oakhampton",),
        asked_for=True,
        topics=("places", "getting-about"),
        body=[
            p(
                "Sometimes you just need to be indoors, with people about, and no questions. Look for the round sticker "
                "in the window.",
            ),
            ul(
                "You do not have to buy anything.",
                "You can charge your phone and use the toilet.",
                "Staff know who to ring if you want help. They will not ring without telling you.",
            ),
            quote("No one asked me why. They just put the kettle on.", "Someone who used a safe place"),
            h("Could your place be one?"),
            p(
                "We look for shops, halls and offices that are open in the evening. We give two hours of training and the "
                "sticker. Write to us."
            ),
        ],
    ),
    Article(
        "what-you-told-us-about-getting-about",
        "Getting about: what you told us",
        "You told us about buses, lights and evenings. Here is the short version, and what we will do with it.",
        39,
        "listening",
        topics=("getting-about", "young-people"),
        body=[
            p(
                "Thank you. You filled in our survey at bus stops, in youth clubs and on your phones. This is what came up "
                "again and again."
            ),
            h("Light and buses"),
            p(
                "You want to see where you are going, and to have a way home. Lights and later buses came top in every "
                "area."
            ),
            h("Somewhere to go"),
            p(
                "You want places that are warm, free and open after six. You do not always want an activity. Sometimes you "
                "just want to be."
            ),
            h("Adults who listen"),
            p(
                "You want people who are there next month too. Projects that stop after a year feel like a promise broken."
            ),
            note(
                "What happens now", "Each area has written down what it will do. “What changed” shows how it is going."
            ),
        ],
        corrected="We first wrote that lights came second in Kestrel Bay. They came top there too.",
    ),
    Article(
        "coaches-learn-to-notice-worry",
        "Coaches learn to notice when someone is not OK",
        "Sports coaches in Brackley Cross have trained to spot worry early, and to listen without making it a big thing.",
        47,
        "meeting",
        ("brackley-cross",),
        topics=("young-people", "trusted-adults"),
        body=[
            p(
                "You might tell your coach something that you would not tell a teacher. So coaches asked us how to answer "
                "well.",
                "The training takes one evening. It is about noticing, listening, and knowing who can help.",
            ),
            h("What coaches promise"),
            ul(
                "To listen first, and not to be shocked.",
                "Not to promise to keep a secret that could hurt somebody.",
                "To tell you what they will do next, before they do it.",
            ),
            quote("I used to say ‘chin up’. Now I say ‘tell me more’.", "A football coach"),
            p("Clubs from all over Brackenshire can ask for the same training. It is free."),
        ],
    ),
    Article(
        "a-garden-grows-on-mill-lane",
        "A garden grows on Mill Lane",
        "Neighbours and students turned an empty yard in Marlow Vale into a place to sit, plant and talk.",
        54,
        "growing",
        ("marlow-vale",),
        asked_for=True,
        topics=("places",),
        body=[
            p(
                "Last year the yard on Mill Lane was full of old fridges. This year it has beans, benches and a table for "
                "chess.",
                "It began with a post on this site. Somebody asked who owned the yard. The council did not know, then "
                "found out that it did.",
            ),
            h("Who did the work"),
            p(
                "College students built the benches. People who live on the lane chose the plants. The oldest gardener had "
                "waited forty years for it."
            ),
            quote("Now there is a reason to stop and say hello.", "A neighbour"),
            p("The gate is open while it is light. There is a tap, a box of tools, and no list to sign."),
        ],
    ),
]

WAITING = Article(
    "the-landing-opens-on-fridays",
    "The Landing will open on Fridays too",
    "The youth club in Kestrel Bay adds a fifth night, because you asked for it.",
    0,
    "places",
    ("kestrel-bay",),
    asked_for=True,
    topics=("young-people", "places"),
    body=[
        p(
            "You told us that Friday is the night when there is least to do. From next month The "
            "Landing opens on Fridays until 9pm.",
            "There will be food, music and a quiet room. It is free.",
        ),
        quote("Friday was always the gap.", "Someone who goes to The Landing"),
    ],
)
