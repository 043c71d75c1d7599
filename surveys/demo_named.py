"""The words of the demo's two consultations that people answer with their account, and what they answered. Nobody is
real, and no place is."""

from __future__ import annotations

from typing import Any

from core.people.enums import AgeBand, Role
from surveys.demo_closed import AREA
from surveys.enums import AnonymityLevel

JUNIPER = "member"
MEMBERS: dict[str, tuple[str, AgeBand, str]] = {
    "tolly": ("Tolly", AgeBand.FROM_18, "a"),
    "wren": ("Wren_K", AgeBand.FROM_18, "b"),
    "marnie": ("Marnie O", AgeBand.FROM_25, "c"),
    "bryn": ("Bryn", AgeBand.FROM_25, "a"),
    "sal": ("Old Sal", AgeBand.FROM_25, "b"),
}
"""The members who answered, beside JUNIPER, who can sign in: the name people see, age group, shape of the picture."""

LATE_BUS: dict[str, Any] = {
    "title": "Trying out the late bus",
    "slug": "trying-out-the-late-bus",
    "artwork": "meet",
    "opens": -14,
    "closes": 37,
    "reply": 80,
    "level": {"anonymity": AnonymityLevel.ROLE, "link_role": Role.DSL},
    "summary": "Did you ride Route 14 after nine? Tell us how it went, and where it did not.",
    "why": "The late bus runs as a trial until spring. The bus company wants to know what went wrong on which journey, "
    "and it mends only what it can find.\n\n"
    "So this one is not anonymous. If something on a journey was not right, our safeguarding lead can find out who "
    "told us, and ask what you need. Nobody else can.",
    "can_change": "The times, the stops, and what drivers are asked to do.",
    "cannot_change": "The fare: it is the same on every bus in Brackenshire.",
    "who_decides": "the transport group, with the bus company",
    "steps": [
        ("We take the list to the bus company", 44, "What people told us, without names."),
        ("We say whether the late bus stays", 80, ""),
    ],
    "questions": [
        ("emoji", {"label": "How was the late bus?"}, None),
        (
            "single",
            {
                "label": "How often did you ride it?",
                "choices": ["Once", "A few times", "Most weeks", "I meant to, and did not"],
            },
            None,
        ),
        (
            "text",
            {
                "label": "Did anything go wrong on a journey?",
                "help": "Say which day and stop, if you remember. Leave out names of other people.",
                "max_length": 1000,
            },
            None,
        ),
        ("text", {"label": "What should stay just as it is?", "max_length": 1000}, None),
    ],
    "given": [
        (JUNIPER, None, (3, 1, "The stop at Mill Lane has no light, so the driver nearly missed me.", "It was warm.")),
        ("tolly", None, (4, 2, None, "The driver waits until you are through the gate. Keep that.")),
        ("wren", None, (2, 1, "One Friday it came ten minutes early and left without us.", None)),
        ("marnie", None, (3, 0, "My card would not scan and I paid twice.", "The stop by the college.")),
        ("bryn", None, (1, 3, "The board said nine forty. The app said ten. I gave up and walked.", None)),
        ("sal", None, (4, 2, None, "Running on Sundays too.")),
    ],
}

LIFEBOAT_HOUSE: dict[str, Any] = {
    "title": "What should the old lifeboat house become?",
    "slug": "the-old-lifeboat-house",
    "artwork": "grow",
    "opens": -18,
    "closes": 44,
    "reply": 90,
    "level": {"anonymity": AnonymityLevel.PUBLIC},
    "summary": "Kestrel Bay is getting the building back. Say in the open what it should be for, and in whose name.",
    "why": "The old lifeboat house has stood empty for six years. In spring the harbour trust hands it to the town, "
    "and a public meeting then chooses one plan for it.\n\n"
    "That meeting wants to know who stands behind each idea. So answers are read here by everybody, with a name: your "
    "own, or that of a club, a shop or a group that you speak for.",
    "can_change": "What the building is used for, when it is open, and who looks after it.",
    "cannot_change": "The slipway stays free for boats, and the building keeps its roof and its doors.",
    "who_decides": "a public meeting in Kestrel Bay, with the harbour trust",
    "steps": [
        ("We put every idea on one page", 58, "As it was sent, with its name."),
        ("The public meeting chooses", 75, "In the hall on Harbour Street. Everybody can come."),
    ],
    "questions": [
        (
            "single",
            {
                "label": "What should it be most of all?",
                "choices": [
                    "A place for young people after school",
                    "A hall that anybody can book",
                    "A boat club that all can join",
                    "A café and a small market",
                ],
            },
            None,
        ),
        ("text", {"label": "What would happen there in an ordinary week?", "max_length": 1500}, None),
        ("text", {"label": "What could you or your group give to it?", "max_length": 1500}, None),
        AREA,
    ],
    "given": [
        (
            "tolly",
            ("Kestrel Bay Rowing Club", "It keeps to the question and names nobody else."),
            (
                2,
                "Two evenings on the water for anybody over ten, one evening mending boats, and a Saturday when people "
                "who never rowed can just try it.",
                "Four boats, six coaches and a kettle. We would open up and lock up.",
                1,
            ),
        ),
        (
            "marnie",
            ("Marnie Oke, Harbour Street", "It is clear, and she speaks for herself."),
            (
                0,
                "Warm and open from half past three until eight. Toast, homework tables, and somebody who listens. No "
                "timetable.",
                "I can be there on Tuesdays. I was a dinner lady for twenty years.",
                1,
            ),
        ),
        (
            "sal",
            ("Sal Harker", "It is clear."),
            (
                1,
                "Whatever people book: a birthday, a choir, the quilt group. A cheap price for under-25s.\n\n"
                "Please keep the photographs of the crews on the wall.",
                None,
                1,
            ),
        ),
        (
            "wren",
            ("The Net Loft café", "A business speaks for itself here; that is fine."),
            (
                3,
                "A market every second Saturday with tables for young makers, and us in the corner with soup.",
                "We would pay rent, and train two people a year.",
                4,
            ),
        ),
        (
            "bryn",
            ("Bay Skate Crew", ""),
            (0, "A dry floor to skate on when it rains, and a wall to paint.", "We would build the ramps.", 1),
        ),
    ],
}
"""The last in `given` waits to be read, so that there is something to decide. Each: who; the name to show and why it is
shown, "" where nobody decided yet; the place of what they picked or their words, in the order of the questions."""

NAMED_PLANS = [LATE_BUS, LIFEBOAT_HOUSE]
