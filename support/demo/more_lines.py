"""More real national lines. Their numbers were sure on 22 November 2026; hours that were not say "check"."""

from __future__ import annotations

from typing import Any

FREE = "Free from any phone"
ALL_DAY = [{"day": 0, "last_day": 6, "kind": "all_day", "channel": "call"}]
LISTENS = (
    "They keep what you say private. They only tell someone if a child or a life is at serious risk, and they talk to "
    "you about it first wherever they can."
)


def _line(slug: str, name: str, summary: str, number: str, needs: list[str], **more: Any) -> dict[str, Any]:
    """One line that is rung; `hours` in words where they are not sure, else it is there day and night."""
    hours = more.pop("hours", "")
    cost = more.pop("line_cost", FREE)
    point = {"channel": "call", "value": number, "cost": cost, "hours_words": hours or "Every day, day and night"}
    sure = {} if hours else {"hours_rules": ALL_DAY, "bank_holidays": "same"}
    return {
        "slug": slug,
        "name": name,
        "summary": summary,
        "contact_points": [point, *more.pop("points", [])],
        "who_is_told": LISTENS,
        "needs": needs,
        **sure,
        **more,
    }


MORE_LINES: list[dict[str, Any]] = [
    _line(
        "101",
        "101",
        "The police, when it can wait: to tell them something or to ask.",
        "101",
        ["someone-hurt-me", "someone-carries-a-knife", "something-online", "what-i-have-done"],
        organisation="Your local police",
        who_is_told="The police write down what you tell them. You can ask what happens with it before you say more. "
        "To stay unnamed, ring Crimestoppers.",
        points=[
            {"channel": "relay", "value": "18001 101", "accessibility": "If you cannot hear or speak on the phone"}
        ],
        position=12,
    ),
    _line(
        "nhs-111",
        "NHS 111",
        "For your health, when it is not 999. Choose option 2 for your mental health.",
        "111",
        ["someone-hurt-me", "low-or-angry", "someone-has-died"],
        organisation="NHS",
        who_is_told="The NHS keeps a note of the call in your health record. Others hear only if a life is at risk.",
        points=[
            {"channel": "relay", "value": "18001 111", "accessibility": "If you cannot hear or speak on the phone"}
        ],
        position=13,
    ),
    _line(
        "runaway-helpline",
        "Runaway Helpline",
        "If you think of running away, have run away, or are safe and want to tell somebody.",
        "116 000",
        ["nowhere-to-go", "in-care", "home-not-safe"],
        organisation="Missing People",
        age_max=17,
        audience=["me", "friend"],
        hours="Hours have changed lately",
        points=[
            {
                "channel": "text",
                "value": "116000",
                "cost": "Free on most networks",
                "hours_words": "Hours have changed lately",
            }
        ],
        position=14,
    ),
    _line(
        "rape-and-sexual-abuse-support-line",
        "Rape and Sexual Abuse Support Line",
        "For anyone 16 or over, about something last night or years ago.",
        "0808 500 2222",
        ["someone-hurt-me", "home-not-safe"],
        organisation="Rape Crisis England and Wales",
        age_min=16,
        sensitivity=2,
        position=15,
    ),
    _line(
        "mens-advice-line",
        "Men's Advice Line",
        "For men whose partner or family hurts, scares or controls them.",
        "0808 801 0327",
        ["home-not-safe", "someone-hurt-me"],
        organisation="Respect",
        hours="Weekdays; hours vary",
        sensitivity=2,
        position=16,
    ),
    _line(
        "galop",
        "Galop",
        "For lesbian, gay, bisexual and trans people who are hurt, threatened or controlled.",
        "0800 999 5428",
        ["home-not-safe", "someone-hurt-me"],
        hours="Weekdays; hours vary",
        sensitivity=2,
        position=17,
    ),
    _line(
        "karma-nirvana",
        "Karma Nirvana",
        "If family force you to marry, or hurt you for what they call honour.",
        "0800 5999 247",
        ["home-not-safe", "nowhere-to-go"],
        hours="Weekdays; hours vary",
        sensitivity=2,
        position=18,
    ),
    _line(
        "frank",
        "FRANK",
        "Honest facts about drugs, and somebody to ask, for you or for a friend.",
        "0300 123 6600",
        ["pushed-to-carry-or-sell", "worried-about-a-friend", "low-or-angry"],
        organisation="Talk to FRANK",
        line_cost="As any call to a landline",
        hours="Check the hours on their site",
        position=19,
    ),
    _line(
        "calm",
        "CALM",
        "Somebody to talk to when life gets too hard.",
        "0800 58 58 58",
        ["low-or-angry", "what-i-have-done"],
        organisation="Campaign Against Living Miserably",
        hours="Afternoons and evenings; check first",
        position=20,
    ),
    _line(
        "muslim-youth-helpline",
        "Muslim Youth Helpline",
        "Young Muslims who listen, about anything, with faith in mind.",
        "0808 808 2008",
        ["low-or-angry", "worried-about-a-friend"],
        hours="Afternoons and evenings; check first",
        position=21,
    ),
]
