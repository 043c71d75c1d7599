"""The words of the demo's consultations. Brackenshire is not real, and neither is anything that people say here."""

from __future__ import annotations

from typing import Any

from surveys.demo_closed import AGE, AREA, HOLIDAYS

HOME_AFTER_DARK: dict[str, Any] = {
    "title": "Getting home after dark",
    "slug": "getting-home-after-dark",
    "artwork": "path",
    "opens": -21,
    "closes": 30,
    "reply": 75,
    "summary": "Buses, lights, good places to wait. Tell us what would make your journey home feel better.",
    "why": "Many of you told us that the way home can be the hardest part of a good day. "
    "On dark evenings some buses stop early, and some paths have no light.\n\n"
    "The partnership will then choose what to change first. We want that choice to be yours.",
    "can_change": "Which stops get new lights first, where the warm waiting places are, and what we ask the bus "
    "companies for.",
    "cannot_change": "We do not run the buses ourselves, so we can ask for later ones but we cannot promise them.",
    "who_decides": "the partnership board, with the youth board",
    "steps": [
        ("We share what we heard", 51, "Every result goes on this site, good and bad."),
        ("Young people help choose", 65, "The youth board picks which ideas go first."),
    ],
    "questions": [
        ("section", {"title": "Your way home"}, None),
        (
            "single",
            {
                "label": "How do you get home most often?",
                "help": "Think of the last few weeks.",
                "easy": "How do you travel home? Pick one.",
                "code": "way_home",
                "choices": [
                    ("Walk", "walk"),
                    ("Bus or train", "bus"),
                    ("Bike or scooter", "bike"),
                    ("Someone in my family drives me", "car"),
                    ("Another way", "other"),
                ],
            },
            [38, 36, 11, 12, 3],
        ),
        (
            "number",
            {
                "label": "How long do you usually wait for it?",
                "help": "A guess is fine.",
                "minimum": 0,
                "maximum": 120,
                "unit": "minutes",
                "when": "${way_home} = 'bus'",
            },
            [5, 10, 10, 15, 20, 25, 30, 45],
        ),
        (
            "emoji",
            {
                "label": "How does the way home feel after dark?",
                "code": "after_dark",
                "easy": "Pick the face that fits.",
            },
            [12, 30, 22, 26, 10],
        ),
        (
            "section",
            {"title": "What makes it hard", "when": "${after_dark} = 'face1' or ${after_dark} = 'face2'"},
            None,
        ),
        (
            "content_note",
            {
                "label": "The next question is about feeling unsafe",
                "help": "You can skip it. Nobody will ask you why.",
            },
            None,
        ),
        (
            "multiple",
            {
                "label": "What makes it feel bad?",
                "limit": 0,
                "none_of_these": "None of these",
                "prefer_not": True,
                "need": "someone-hurt-me",
                "choices": [
                    "It is dark",
                    "There is nobody about",
                    "People I do not want to meet",
                    "Something that happened before",
                ],
            },
            [61, 40, 35, 14],
        ),
        ("section", {"title": "What would help"}, None),
        (
            "multiple",
            {
                "label": "What would make your journey home feel better?",
                "help": "There are no wrong answers.",
                "limit": 3,
                "none_of_these": "None of these",
                "choices": [
                    "Better lights",
                    "Later buses",
                    "A warm place to wait",
                    "More friendly adults about",
                    "Someone to walk with",
                    "A way to ask for help on my phone",
                ],
            },
            [62, 57, 40, 28, 9, 20],
        ),
        (
            "ranking",
            {
                "label": "Which should come first?",
                "help": "Put the one that matters most in place 1. You can leave places empty.",
                "choices": ["Lights at stops", "Buses after nine", "Places to wait", "People who say hello"],
            },
            [36, 31, 20, 13],
        ),
        (
            "statements",
            {
                "label": "What do you think of these?",
                "rows": [
                    "I would use a warm place to wait.",
                    "I know whom to ask when I miss the last bus.",
                    "Grown-ups here listen to us about this.",
                ],
            },
            [[62, 14, 24], [33, 46, 21], [29, 44, 27]],
        ),
        (
            "multiple",
            {
                "label": "Where do you wait, or meet others, before you go home?",
                "help": "",
                "limit": 0,
                "none_of_these": "I go straight home",
                "choices": ["A bus stop", "A shop or café", "A library", "A youth club", "A park", "School or college"],
            },
            [52, 34, 18, 21, 24, 30],
        ),
        (
            "text",
            {
                "label": "Is there one thing that we should change first?",
                "help": "A few words are fine.",
                "max_length": 1000,
            },
            [
                "Please fix the lights by the library steps.",
                "A bus that comes when training ends.",
                "Somewhere warm to wait that does not cost money.",
                "More people about, like wardens who say hello.",
                "Signs that say when the next bus really comes.",
            ],
        ),
        ("section", {"title": "About you", "intro": "So that we can see who we have not heard from."}, None),
        AGE,
        AREA,
    ],
}

PLANS = [HOME_AFTER_DARK, HOLIDAYS]
