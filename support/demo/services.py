"""Fictional local services of Brackenshire: drama numbers, example.org, postcodes that do not exist."""

from __future__ import annotations

from typing import Any

PRIVATE = (
    "What you say stays with the team. If they think you or someone else could be badly hurt, they may need to tell "
    "someone who can help. They talk to you about it first."
)

SERVICES: list[dict[str, Any]] = [
    {
        "slug": "the-landing",
        "name": "The Landing",
        "organisation": "Kestrel Bay Youth Trust",
        "summary": "A warm, free youth space by the harbour. Come for food, music or quiet.",
        "description": "There is a kitchen, a music room and a quiet room. There is always a youth worker to talk to, "
        "if you want one.",
        "age_min": 11,
        "age_max": 18,
        "audience": ["me", "friend"],
        "eligibility": "Bring a friend if you like",
        "referral": "Just turn up. You do not need to book.",
        "languages": ["en", "pl", "so"],
        "cost": "Hot food every day",
        "who_is_told": PRIVATE,
        "steps": [
            "Walk in\nYou do not need to book. Someone will say hello and show you round.",
            "Settle in\nThere is no form on your first visit. You can give any first name you like.",
            "Talk, or do not\nA youth worker is always there. They will not push you.",
        ],
        "contact_points": [
            {"channel": "call", "value": "01632 960118", "cost": "As any local call", "on_bill": "yes"},
            {"channel": "text", "value": "07700 900142", "cost": "As any text", "on_bill": "yes"},
            {"channel": "visit", "display": "4 Harbour Row, Kestrel Bay", "accessibility": "No steps"},
        ],
        "locations": [
            {
                "address": "4 Harbour Row\nKestrel Bay",
                "postcode": "ZZ99 2LT",
                "directions": "Bus 14 stops outside. The door is green, next to the boat shed.",
                "accessibility": "No steps. Quiet room. Toilet with hoist.",
            }
        ],
        "hours_rules": [
            {"day": 0, "last_day": 3, "opens": "15:30", "closes": "21:00"},
            {"day": 4, "kind": "closed"},
            {"day": 5, "opens": "12:00", "closes": "17:00"},
        ],
        "hours_exceptions": [{"first_date": 24, "last_date": 25, "kind": "closed", "words": "Team training days"}],
        "bank_holidays": "closed",
        "areas": ["kestrel-bay"],
        "needs": ["worried-about-a-friend", "low-or-angry", "home-not-safe", "i-want-a-way-out"],
    },
    {
        "slug": "waymark",
        "name": "Waymark",
        "organisation": "Waymark Mentoring",
        "summary": "A mentor who has been there helps you step away from gangs or dealing.",
        "age_min": 13,
        "age_max": 25,
        "audience": ["me", "friend", "child", "work"],
        "referral": "Text or ring yourself, or ask someone to do it for you.",
        "languages": ["en", "ur", "any"],
        "who_is_told": PRIVATE,
        "steps": [
            "Text or ring\nSay a first name, real or not, and how to reach you.",
            "A mentor answers\nMostly the same day, always within two working days.",
            "Meet somewhere you choose\nA café, a park, school. No uniform.",
        ],
        "contact_points": [
            {"channel": "text", "value": "07700 900155", "cost": "As any text", "on_bill": "yes"},
            {"channel": "call", "value": "01632 960177", "cost": "As any local call", "on_bill": "yes"},
        ],
        "hours_rules": [{"day": 0, "last_day": 4, "opens": "09:00", "closes": "17:00"}],
        "bank_holidays": "closed",
        "areas": "all",
        "needs": ["pushed-to-carry-or-sell", "i-want-a-way-out", "worried-about-a-friend"],
    },
    {
        "slug": "night-light",
        "name": "Night Light",
        "organisation": "Brackley Cross Night Volunteers",
        "summary": "A bright bus in the market square at weekends: water, a phone charger, someone to sit with.",
        "eligibility": "Anyone who is out late",
        "referral": "Knock on the door of the bus.",
        "languages": ["en", "ro", "pl"],
        "who_is_told": "Nobody. They do not ask for names and write nothing down, unless you ask them to call for "
        "help.",
        "steps": [
            "Find the bus\nIt has yellow lights and stands by the clock.",
            "Sit down\nThere is water, tea and a charger. First aiders can look at an injury.",
        ],
        "contact_points": [
            {"channel": "visit", "display": "Market Square, by the clock"},
            {"channel": "call", "value": "07700 900161", "cost": "As any mobile call", "on_bill": "yes"},
        ],
        "locations": [
            {
                "address": "Market Square\nCity of Brackley Cross",
                "postcode": "ZZ99 5AA",
                "directions": "Two minutes from the bus station, straight down Corn Street.",
                "accessibility": "One step; a ramp is on board.",
            }
        ],
        "hours_rules": [{"day": 4, "last_day": 5, "opens": "20:00", "closes": "02:00"}],
        "bank_holidays": "same",
        "areas": ["brackley-cross"],
        "needs": ["someone-hurt-me", "worried-about-a-friend"],
    },
    {
        "slug": "harbour-house",
        "name": "Harbour House",
        "organisation": "Brackenshire Safe Homes",
        "summary": "A safe place to stay, and people to talk to, when home is not safe.",
        "age_min": 16,
        "eligibility": "Anyone whose partner or family hurts or controls them, with their children",
        "referral": "Ring at any hour. You can ask questions first.",
        "languages": ["en", "ar", "ur", "any"],
        "who_is_told": "Nobody is told that you rang. They only tell someone if a child or a life is at risk, and they "
        "tell you first wherever they can.",
        "steps": [
            "Ring when it is safe\nThey ask first if you can talk. Hang up whenever you need to.",
            "Think it through together\nStaying, leaving, tonight or later: you choose.",
            "A place, if you want one\nThey find a room, here or further away, for you and your children.",
        ],
        "contact_points": [
            {"channel": "call", "value": "08081 570011", "cost": "Free from any phone", "on_bill": "no"},
            {"channel": "text", "value": "07700 900173", "cost": "As any text", "on_bill": "yes"},
        ],
        "locations": [{"address": "Known to staff only", "postcode": "ZZ99 4XX", "is_confidential": True}],
        "location_confidential": True,
        "sensitivity": 2,
        "hours_rules": [
            {"day": 0, "last_day": 6, "kind": "all_day", "channel": "call"},
            {"day": 0, "last_day": 6, "opens": "10:00", "closes": "22:00", "channel": "text"},
        ],
        "bank_holidays": "same",
        "areas": ["tarn-moor", "oakhampton"],
        "needs": ["home-not-safe", "someone-hurt-me"],
    },
    {
        "slug": "steady",
        "name": "Steady",
        "organisation": "Oakhampton Counselling",
        "summary": "Free talking help for young people who feel low, angry or on edge.",
        "age_min": 11,
        "age_max": 25,
        "referral": "Ring or write, or ask a teacher or doctor to. The first talk is within three weeks.",
        "languages": ["en", "bn", "any"],
        "who_is_told": PRIVATE,
        "steps": [
            "Get in touch\nThey ask a few questions and find a time that suits you.",
            "Meet a counsellor\nUp to ten talks, by video or in a quiet room.",
        ],
        "contact_points": [
            {"channel": "call", "value": "01632 960204", "cost": "As any local call", "on_bill": "yes"},
            {"channel": "email", "value": "hello@steady.example.org"},
        ],
        "locations": [
            {
                "address": "Second floor, Mill Court\nOakhampton",
                "postcode": "ZZ99 3BT",
                "directions": "Opposite the library. Ring the bell marked 2.",
                "accessibility": "Lift. Toilet without steps.",
            }
        ],
        "hours_rules": [{"day": 0, "last_day": 4, "kind": "appointment", "opens": "10:00", "closes": "18:00"}],
        "bank_holidays": "closed",
        "areas": ["oakhampton"],
        "needs": ["low-or-angry", "someone-hurt-me", "something-online"],
    },
    {
        "slug": "the-candle-project",
        "name": "The Candle Project",
        "organisation": "Marlow Vale Bereavement Care",
        "summary": "For families and friends after a sudden or violent death.",
        "eligibility": "Any age, however long ago it was",
        "referral": "Ring, or ask your family contact in the police to.",
        "languages": ["en", "any"],
        "who_is_told": PRIVATE,
        "steps": [
            "Ring\nA worker listens and asks what would help this week.",
            "Meet\nAt home, in their garden room, or on a walk.",
        ],
        "contact_points": [
            {"channel": "call", "value": "01632 960231", "cost": "As any local call", "on_bill": "yes"},
            {"channel": "visit", "display": "The garden room, 11 Orchard Lane"},
        ],
        "locations": [
            {
                "address": "11 Orchard Lane\nMarlow Vale",
                "postcode": "ZZ99 1QD",
                "directions": "Bus 3 to the church, then the path on the left.",
                "accessibility": "Level path. Quiet, with a garden.",
            }
        ],
        "hours_rules": [
            {"day": 1, "opens": "10:00", "closes": "13:00"},
            {"day": 1, "opens": "14:00", "closes": "17:00"},
            {"day": 3, "opens": "10:00", "closes": "13:00"},
            {"day": 3, "opens": "14:00", "closes": "19:00"},
            {"day": 7, "opens": "10:00", "closes": "12:00"},
        ],
        "bank_holidays": "listed",
        "areas": ["marlow-vale", "oakhampton"],
        "needs": ["someone-has-died"],
    },
    {
        "slug": "kite-families",
        "name": "Kite Families",
        "organisation": "Kite Families",
        "summary": "For parents and carers who are worried about what their child is caught up in.",
        "audience": ["child", "work"],
        "referral": "Ring, or come to a Wednesday evening.",
        "languages": ["en", "pl", "ur"],
        "who_is_told": PRIVATE,
        "steps": [
            "Ring or come along\nOther parents are there too. You can just listen.",
            "Make a plan\nWhat to say at home, who to ask at school, what to look out for.",
        ],
        "contact_points": [{"channel": "call", "value": "01632 960258", "cost": "As any local call", "on_bill": "yes"}],
        "hours_rules": [
            {"day": 0, "last_day": 4, "opens": "09:30", "closes": "14:30"},
            {"day": 2, "opens": "18:00", "closes": "20:00"},
        ],
        "bank_holidays": "unknown",
        "areas": ["marlow-vale"],
        "needs": ["worried-about-a-friend", "pushed-to-carry-or-sell", "something-online"],
        "checked_days_ago": 189,
    },
    {
        "slug": "screen-safe",
        "name": "Screen Safe",
        "organisation": "Brackenshire Libraries",
        "summary": "Help to get pictures taken down, lock your accounts and stop threats.",
        "age_min": 10,
        "languages": ["en", "bfi"],
        "who_is_told": PRIVATE,
        "steps": [
            "Chat or ring\nNobody asks to see the picture.",
            "Do it together\nThey go through each app with you, step by step.",
        ],
        "contact_points": [
            {"channel": "chat", "value": "https://screensafe.example.org/chat", "display": "screensafe.example.org"},
            {"channel": "call", "value": "08081 570032", "cost": "Free from any phone", "on_bill": "no"},
            {"channel": "bsl", "value": "https://screensafe.example.org/bsl", "display": "screensafe.example.org"},
        ],
        "hours_rules": [
            {"day": 0, "last_day": 6, "opens": "16:00", "closes": "22:00", "channel": "chat"},
            {"day": 0, "last_day": 4, "opens": "12:00", "closes": "18:00"},
        ],
        "bank_holidays": "closed",
        "areas": "all",
        "needs": ["something-online"],
    },
]
