"""Real national helplines. Numbers were certain on 22 November 2026; where hours were not, none are claimed."""

from __future__ import annotations

from typing import Any

from core.ui.helplines import NATIONAL

ALL_DAY = {"day": 0, "last_day": 6, "kind": "all_day"}
CALLS_ALL_DAY = {**ALL_DAY, "channel": "call"}
FREE = "Free from any phone"


def helplines() -> list[dict[str, Any]]:
    """The lines of the strip and the footer: label, display, href, where. 999 is on every page in any case."""
    return [{**line, "label": str(line["label"])} for line in NATIONAL]


def _call(number: str, **more: Any) -> dict[str, Any]:
    return {"channel": "call", "value": number, **more}


LINES: list[dict[str, Any]] = [
    {
        "slug": "999",
        "name": "999",
        "organisation": "Police, ambulance, fire and coastguard",
        "summary": "Someone is in danger or badly hurt right now.",
        "description": "If you cannot speak on a mobile, stay on the line, listen, and press 55 when you are asked. "
        "You can also ring 112: it is the same call. To text 999 you must register first: text the word register to "
        "999 today, before you need it.",
        "who_is_told": "The people who answer can see your number and will ask where you are. They send the police, an "
        "ambulance or the fire service. You can ask them not to use the siren near your home.",
        "steps": [
            "Ring 999\nSomeone asks which service you need: police, ambulance, fire or coastguard.",
            "Say where you are\nA street, a shop or a bus stop is enough.",
            "Stay on the line\nThey tell you what to do until help comes.",
        ],
        "contact_points": [
            _call("999", cost=FREE, on_bill="unknown", hours_words="Every day, day and night"),
            {"channel": "relay", "value": "18000", "accessibility": "If you cannot hear or speak on the phone"},
        ],
        "hours_rules": [ALL_DAY],
        "bank_holidays": "same",
        "needs": [
            "someone-hurt-me",
            "worried-about-a-friend",
            "home-not-safe",
            "someone-carries-a-knife",
            "nowhere-to-go",
        ],
        "position": 1,
    },
    {
        "slug": "childline",
        "name": "Childline",
        "organisation": "NSPCC",
        "summary": "Talk to a trained counsellor about anything. Nothing is too small.",
        "age_max": 18,
        "audience": ["me", "friend"],
        "eligibility": "Anyone under 19",
        "who_is_told": "Childline keeps what you say private. They only tell someone else if they think you or another "
        "person could be in serious danger, and they try to talk to you about it first.",
        "steps": [
            "Ring\nYou hear a short message first. Then a counsellor answers. Sometimes there is a wait.",
            "Say as much as you like\nYou do not have to give your name.",
            "Decide together\nThey help you think about what to do next. You can ring again any time.",
        ],
        "contact_points": [
            _call("0800 1111", cost=FREE, on_bill="no", hours_words="Every day, day and night"),
            {
                "channel": "chat",
                "value": "https://www.childline.org.uk/get-support/1-2-1-counsellor-chat/",
                "display": "childline.org.uk",
            },
        ],
        "hours_rules": [CALLS_ALL_DAY],
        "bank_holidays": "same",
        "needs": "all",
        "is_fallback": True,
        "position": 2,
    },
    {
        "slug": "samaritans",
        "name": "Samaritans",
        "summary": "Someone to listen, whatever you are going through, for as long as you need.",
        "eligibility": "Anyone, any age",
        "who_is_told": "Samaritans keep calls private. They do not see your number. They only ask for help "
        "without your say if a life is at risk and they know who or where you are, or if the law says they must.",
        "steps": [
            "Ring 116 123\nA trained volunteer answers.",
            "Talk, or be quiet\nThey listen. They do not judge, and they do not tell you what to do.",
        ],
        "contact_points": [_call("116 123", cost=FREE, hours_words="Every day, day and night")],
        "hours_rules": [CALLS_ALL_DAY],
        "bank_holidays": "same",
        "needs": [
            "someone-hurt-me",
            "low-or-angry",
            "someone-has-died",
            "home-not-safe",
            "worried-about-a-friend",
            "what-i-have-done",
        ],
        "is_fallback": True,
        "position": 3,
    },
    {
        "slug": "shout",
        "name": "Shout",
        "organisation": "Mental Health Innovations",
        "summary": "A trained volunteer texts you back. Good when you cannot talk out loud.",
        "eligibility": "Anyone, any age",
        "who_is_told": "Your texts stay private unless they think you or someone else could be badly hurt. Then "
        "they may ask the emergency services to check that you are safe.",
        "steps": [
            "Text SHOUT to 85258\nA first message comes back at once. It asks what is going on.",
            "Text with a volunteer\nA real person joins, usually within minutes. Say it in your own words.",
        ],
        "contact_points": [
            {
                "channel": "text",
                "value": "85258",
                "word": "SHOUT",
                "cost": "Free on most networks",
                "hours_words": "Every day, day and night",
            }
        ],
        "hours_rules": [ALL_DAY],
        "bank_holidays": "same",
        "needs": "all",
        "is_fallback": True,
        "position": 4,
    },
    {
        "slug": "crimestoppers",
        "name": "Crimestoppers",
        "summary": "Say what you know and never say who you are. They are a charity, not the police.",
        "eligibility": "Anyone, any age",
        "who_is_told": "Nobody is told who you are, because they never ask and never see your number. What you say is "
        "passed on to the police without any sign of who said it.",
        "contact_points": [_call("0800 555 111", cost=FREE, hours_words="Every day, day and night")],
        "hours_rules": [CALLS_ALL_DAY],
        "bank_holidays": "same",
        "needs": ["pushed-to-carry-or-sell", "worried-about-a-friend", "someone-carries-a-knife"],
        "position": 6,
    },
    {
        "slug": "fearless",
        "name": "Fearless",
        "organisation": "Crimestoppers",
        "summary": "A web form for young people: say what you know, with no name. Not for emergencies.",
        "age_min": 11,
        "age_max": 17,
        "who_is_told": "Nobody is told who you are. The form does not ask for your name and takes away anything that "
        "could show it.",
        "contact_points": [
            {
                "channel": "chat",
                "value": "https://crimestoppers-uk.org/fearless",
                "display": "Web form",
                "hours_words": "The form is always there",
            }
        ],
        "hours_rules": [ALL_DAY],
        "bank_holidays": "same",
        "needs": ["pushed-to-carry-or-sell", "i-want-a-way-out", "someone-carries-a-knife"],
        "position": 7,
    },
    {
        "slug": "victim-support",
        "name": "Victim Support",
        "summary": "Help after a crime, even if you have not told the police and do not want to.",
        "eligibility": "Anyone hurt by a crime in England or Wales, and their families",
        "who_is_told": "They keep what you say private and do not need to tell the police. They only tell someone if a "
        "child or an adult is at risk of being badly hurt.",
        "contact_points": [_call("08 08 16 89 111", cost=FREE, hours_words="Most people get through day and night")],
        "needs": ["someone-hurt-me", "someone-has-died", "something-online"],
        "is_fallback": True,
        "position": 5,
    },
    {
        "slug": "national-domestic-abuse-helpline",
        "name": "National Domestic Abuse Helpline",
        "organisation": "Refuge",
        "summary": "If someone at home or a partner hurts, scares or controls you.",
        "eligibility": "Women and their children, and anyone worried about a woman they know",
        "who_is_told": "Calls are private. They only tell someone if a child or an adult is at serious risk.",
        "contact_points": [_call("0808 2000 247", cost=FREE, hours_words="Every day, day and night")],
        "hours_rules": [CALLS_ALL_DAY],
        "bank_holidays": "same",
        "needs": ["home-not-safe", "someone-hurt-me"],
        "sensitivity": 2,
        "position": 8,
    },
    {
        "slug": "papyrus-hopeline",
        "name": "Papyrus HOPELINE247",
        "organisation": "Papyrus",
        "summary": "If you are thinking about ending your life, or are worried about someone young who is.",
        "age_max": 34,
        "eligibility": "People under 35, and anyone worried about one",
        "who_is_told": "They keep what you say private. If a life is at risk right now they may need to send help, and "
        "they say so first.",
        "contact_points": [_call("0800 068 4141", cost=FREE, hours_words="Hours have changed lately")],
        "needs": ["low-or-angry", "worried-about-a-friend", "someone-has-died", "what-i-have-done"],
        "position": 9,
    },
    {
        "slug": "nspcc-helpline",
        "name": "NSPCC helpline for adults",
        "organisation": "NSPCC",
        "summary": "For grown-ups who are worried about a child, even if they are not sure.",
        "audience": ["child", "work"],
        "who_is_told": "You can stay unnamed. If a child is at risk they tell the council's children's team or "
        "the police.",
        "contact_points": [_call("0808 800 5000", cost=FREE, hours_words="Weekday hours have changed more than once")],
        "needs": ["worried-about-a-friend", "home-not-safe", "something-online", "in-care", "someone-carries-a-knife"],
        "position": 10,
    },
    {
        "slug": "modern-slavery-helpline",
        "name": "Modern Slavery and Exploitation Helpline",
        "organisation": "Unseen",
        "summary": "If someone is using you to make money, or will not let you stop.",
        "eligibility": "Anyone, any age",
        "who_is_told": "You can stay unnamed. They only pass on what you agree to, unless a child or a life is at "
        "risk.",
        "contact_points": [_call("08000 121 700", cost=FREE, hours_words="Every day of the year; hours vary")],
        "needs": ["pushed-to-carry-or-sell", "i-want-a-way-out", "nowhere-to-go"],
        "position": 11,
    },
]
