"""The words of the demo's closed consultation; both end with its questions about people. Nothing is real."""

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
