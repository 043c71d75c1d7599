"""The words of the demo's consultations. Brackenshire is not real, and neither is anything that people say here."""

from __future__ import annotations

from typing import Any

AGE = (
    "single",
    {
        "label": "Which age group are you in?",
        "help": "",
        "about_you": True,
        "choices": ["13 to 15", "16 or 17", "18 to 24", "25 or over", "I would rather not say"],
    },
    [33, 27, 22, 12, 6],
)
AREA = (
    "single",
    {
        "label": "Where do you spend most of your time?",
        "help": "",
        "about_you": True,
        "choices": [
            "Marlow Vale",
            "Kestrel Bay",
            "Oakhampton",
            "Tarn Moor",
            "City of Brackley Cross",
            "I would rather not say",
        ],
    },
    [22, 19, 6, 14, 34, 5],
)

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
        (
            "single",
            {
                "label": "How do you get home most often?",
                "help": "Think of the last few weeks.",
                "choices": ["Walk", "Bus or train", "Bike or scooter", "Someone in my family drives me", "Another way"],
            },
            [38, 36, 11, 12, 3],
        ),
        (
            "single",
            {
                "label": "How does the way home feel after dark?",
                "help": "",
                "choices": ["Very uneasy", "A bit uneasy", "In between", "Mostly fine", "Very safe"],
            },
            [12, 30, 22, 26, 10],
        ),
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
            "single",
            {
                "label": "Would you use a warm place to wait, if it were on your way?",
                "help": "Such as a library or a café that stays open for you.",
                "choices": ["Yes", "Maybe", "No", "I do not know"],
            },
            [48, 31, 14, 7],
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
        AGE,
        AREA,
    ],
}

HOLIDAYS: dict[str, Any] = {
    "title": "Things to do in the holidays",
    "slug": "things-to-do-in-the-holidays",
    "artwork": "morn",
    "opens": -120,
    "closes": -60,
    "reply": 20,
    "summary": "We asked what there should be to do in the long holidays. Here is what you told us.",
    "why": "School holidays are long, and not everybody has somewhere to go. We asked what you would like to do, "
    "where and when.",
    "can_change": "What is put on, on which days, and in which places.",
    "cannot_change": "How long the school holidays are.",
    "who_decides": "the partnership board, with the youth board",
    "heard_title": "Food, sport and somewhere to just be",
    "heard": "About half of you asked for free food with whatever is on. Many of you want sport that you can join "
    "without a team, or a place where nobody asks you to do anything.\n\n"
    "Afternoons came first. Evenings came second.",
    "steps": [("We shared what we heard", -45, "You are reading it."), ("The plan for the next holidays", 10, "")],
    "questions": [
        (
            "multiple",
            {
                "label": "What would you like to do in the holidays?",
                "help": "",
                "limit": 3,
                "none_of_these": "None of these",
                "choices": [
                    "Something with free food",
                    "Sport without a team",
                    "Somewhere to just be",
                    "Music and making things",
                    "Trips out",
                    "Help with getting a job",
                ],
            },
            [61, 52, 47, 33, 38, 21],
        ),
        (
            "single",
            {
                "label": "When would you come?",
                "help": "",
                "choices": ["Mornings", "Afternoons", "Evenings", "Weekends"],
            },
            [9, 46, 31, 14],
        ),
        (
            "text",
            {"label": "What made you stay away before?", "help": "", "max_length": 1000},
            ["It cost too much.", "I did not know anyone there.", "The bus did not go there.", "I did not hear of it."],
        ),
        AGE,
        AREA,
    ],
}

PLANS = [HOME_AFTER_DARK, HOLIDAYS]
