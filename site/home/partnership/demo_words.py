# ruff: noqa: E501 - whole sentences read better unbroken
"""The demo's partners, groups, projects, funding and people. Brackenshire is made up, and so is everybody there."""

from __future__ import annotations

from typing import Any

ACT = "Police, Crime, Sentencing and Courts Act 2022"
SPECIFIED = f"{ACT}, schedule 1"
RELEVANT = f"{ACT}, schedule 2"

# Name, kind, duty, source, role, areas.
PARTNERS: list[tuple[str, str, str, str, str, tuple[str, ...]]] = [
    ("Brackenshire Council (fictional)", "council", "specified", SPECIFIED, "Chairs the board, and pays for youth work.", ()),
    ("Kestrel Bay Town Council (fictional)", "council", "specified", SPECIFIED, "Looks after the harbour, parks and street lights.", ("kestrel-bay",)),
    ("Brackenshire Police (fictional)", "police", "specified", SPECIFIED, "Shares what it knows about where violence happens.", ()),
    ("Brackenshire Probation (fictional)", "probation", "specified", SPECIFIED, "Works with adults after prison.", ()),
    ("Brackenshire Youth Justice Service (fictional)", "youth_justice", "specified", SPECIFIED, "Works with young people in trouble with the law, and their families.", ()),
    ("Brackenshire Fire and Rescue (fictional)", "fire", "specified", SPECIFIED, "Opens its stations to young people.", ()),
    ("Brackenshire Integrated Care Board (fictional)", "health_board", "specified", SPECIFIED, "Plans hospital and mental health care.", ()),
    ("HM Prison Wealdmoor (fictional)", "prison", "relevant", RELEVANT, "Helps people to plan before they come home.", ("tarn-moor",)),
    ("Brackley Cross College (fictional)", "education", "relevant", RELEVANT, "Has a worker whom students can talk to.", ("brackley-cross",)),
    ("Marlow Vale Youth Alliance (fictional)", "community", "", "", "Runs clubs and a night bus with local volunteers.", ("marlow-vale",)),
    ("University of Wealdmoor (fictional)", "university", "", "", "Checks whether what we do works.", ()),
]  # fmt: skip

BOARD: dict[str, Any] = {
    "slug": "board",
    "title": "Violence prevention board",
    "summary": "Decides what we do together, and answers for the money.",
    "remit": "Agrees the plan and the budget each year. Reads how we are doing every three months. Answers to the public for what was promised.",
    "chair": "Director of public health",
    "chair_from": "Brackenshire Council (fictional)",
    "members": [(0, "Chair"), (2, "Deputy chair"), (3, ""), (4, ""), (5, ""), (6, "Leads on health")],
    "meetings": [(-70, "Bracken House and online"), (21, "Bracken House and online"), (112, "Online")],
}
DELIVERY: dict[str, Any] = {
    "slug": "delivery-group",
    "title": "Delivery group",
    "summary": "Gets the plan done, month by month.",
    "remit": "Plans projects with young people and with local groups. Solves what gets in the way. Tells the board what works and what does not.",
    "chair": "Head of the violence reduction unit",
    "chair_from": "Brackenshire Council (fictional)",
    "members": [(0, "Chair"), (1, "Kestrel Bay"), (8, "Colleges"), (9, "Voluntary groups"), (10, "Evaluation")],
    "meetings": [(-18, "Online"), (12, "The Landing, Kestrel Bay"), (40, "Online")],
}

TOPICS = [
    ("mentoring", "Mentoring", "people"),
    ("working-together", "Working together", "partners"),
    ("safer-places", "Safer places", "places"),
]


def measure(name: str, unit: str, better: str, numbers: tuple[Any, Any, Any], source: str) -> dict[str, Any]:
    """A measure block: its numbers are at the start, aimed for, and now."""
    start, aim, now = numbers
    return {
        "name": name,
        "unit": unit,
        "better": better,
        "baseline": str(start),
        "baseline_when": "2025",
        "target": str(aim),
        "target_when": "By the end of 2027",
        "actual": None if now is None else str(now),
        "actual_when": "" if now is None else "2026",
        "source": source,
    }


PROJECTS: list[dict[str, Any]] = [
    {
        "slug": "someone-on-your-side",
        "title": "Someone on your side",
        "summary": "Young people in hospital after an assault meet a youth worker within the hour.",
        "aim": "Nobody goes home from hospital alone with it. More young people stay safe after they leave.",
        "status": "running",
        "days": (-420, 300),
        "money": 34_500_000,
        "money_source": "Violence Reduction Unit fund, 2025 to 2027 (made up)",
        "topics": ("mentoring",),
        "partners": [(6, "Leads"), (9, "Youth workers")],
        "measures": [
            measure("Young people back in hospital after another assault", "people a year", "lower", (120, 80, 90), "Hospital records, counted by the University of Wealdmoor (made up)"),
            measure("Young people who met a youth worker", "of every 100", "higher", (35, 80, 84), "Hospital records (made up)"),
        ],
        "body": "A youth worker is in the emergency department four nights a week. They listen first. Then they help with school, home, travel or whatever matters most.",
    },
    {
        "slug": "lights-and-later-buses",
        "title": "Lights and later buses",
        "summary": "What you asked for in Marlow Vale: light by the canal and a bus after eleven.",
        "aim": "Young people can get home from college and clubs without being afraid.",
        "status": "running",
        "days": (-150, 200),
        "money": 12_000_000,
        "money_source": "Brackenshire Council, 2026 (made up)",
        "topics": ("safer-places", "working-together"),
        "areas": ("marlow-vale",),
        "partners": [(0, "Leads"), (9, "Runs the bus")],
        "measures": [
            measure("Young people who feel safe on the way home", "of every 100", "higher", (40, 65, 55), "Our summer survey, rounded to 5 (made up)"),
        ],
        "body": "You told us that the canal path is pitch black and that the last bus goes too early. Six new lights are up. The bus is next.",
    },
    {
        "slug": "doors-open",
        "title": "Doors open",
        "summary": "Three fire stations open for young people on Friday nights.",
        "aim": "A warm, safe place to go in every area on the night when clubs are shut.",
        "status": "planned",
        "days": (60, 420),
        "money": 4_850_050,
        "money_source": "Violence Reduction Unit fund, 2026 (made up)",
        "topics": ("safer-places",),
        "partners": [(5, "Leads")],
        "measures": [
            measure("Young people who come on a Friday", "on a usual night", "higher", (0, 60, None), "Counted at the door (made up)"),
        ],
        "body": "Young people from each area plan what happens on the night. Fire crews and youth workers are there all evening.",
    },
]  # fmt: skip

# Slug, title, summary, days to opening and closing, pence for one group and in all, who can apply.
FUNDING: list[tuple[str, str, str, tuple[int, int], tuple[int, int], str]] = [
    (
        "small-grants",
        "Small grants for local groups",
        "For places and people that young people trust.",
        (-20, 24),
        (500_000, 6_000_000),
        "Groups in Brackenshire with a bank account and two people who are not related. You need not be a charity.",
    ),
    (
        "summer-fund",
        "Summer fund",
        "For things to do in the summer holidays.",
        (-150, -110),
        (150_000, 2_000_000),
        "Youth clubs, sports clubs and parents’ groups in Brackenshire.",
    ),
]

HOW_TO_APPLY = "Tell us in two pages what you want to do, with whom, and how you will know that it helped. We can help you to write it."

# Slug, role, name, one line, areas, partner, mailbox.
PEOPLE: list[tuple[str, str, str, str, tuple[str, ...], int, str]] = [
    ("head-of-unit", "Head of the violence reduction unit", "", "Answers for this site and for the plan.", (), 0, "unit"),
    ("safeguarding-lead", "Designated safeguarding lead", "", "Reads first when somebody may not be safe.", (), 0, "safe"),
    ("kestrel-bay-coordinator", "Kestrel Bay coordinator", "Mina Ashgrove", "Brings people in Kestrel Bay together.", ("kestrel-bay",), 1, "kestrel-bay"),
    ("youth-voice-worker", "Youth voice worker", "Teo Larkhill", "Makes sure that young people decide with us.", (), 9, "youth-voice"),
]  # fmt: skip

# Addresses of two publications of the demo (news.publications.demo_papers).
KNOWN, PLAN = "what-we-know-about-violence-here", "our-plan-for-three-years"

PRESS = {
    "press_email": "press@brackenshire.example.org",
    "press_phone": "01632 960210",
    "press_hours": "Monday to Friday, 9am to 5pm",
    "after_hours_phone": "07700 900210",
    "after_hours_words": "Urgent calls from journalists only",
}
