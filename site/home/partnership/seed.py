"""The pages about itself that every partnership begins with. Editors change them as they like."""

# ruff: noqa: E501 - whole sentences read better unbroken

from __future__ import annotations

from typing import Any

from core.pages.models import BasePage
from home.partnership.models import ContactPage, FundingIndexPage, PartnersPage, PressPage, SectionPage
from home.seed.pieces import bullets, heading, text, values

REPORTING = [
    heading("Reporting violence with care"),
    text(
        "What you publish reaches people who were hurt, people who are afraid, and young people who decide how normal violence is. These points come from our work with them."
    ),
    bullets(
        "Do not show weapons. A picture of a knife makes other people want to carry one. Show the place, the people who help, or nothing.",
        "Leave out how it was done. Details of wounds, methods and hiding places teach more than they tell.",
        "Put it in proportion. Most young people never carry a weapon. Give the period and the source with every number.",
        "Think before you use the words gang, feral, war zone or epidemic. They stick to whole streets and families.",
        "Protect people. Do not name or picture a child, a witness or somebody who was hurt without asking them and thinking of what follows. A school or a street can be enough to find them.",
        "Ask families before you use pictures from social media, and stop when they say no.",
        "Never make a winner. No rankings, no nicknames, no counting of scores, no clips of fights.",
        "Say what helps. Add where people can find support, and what is being done.",
        "Take care near a trial. What is published can end it.",
    ),
    text(
        "The Editors’ Code of the Independent Press Standards Organisation, the Standards Code of IMPRESS and the media guidelines of Samaritans say more. They also tell you how to report a death by suicide safely."
    ),
    heading("Asking to speak to somebody"),
    text(
        "We can put you in touch with people who work in prevention. We do not pass on contacts of young people or of people who were hurt. If they want to speak, we help them to do it safely, and they can stop at any time."
    ),
]

Fields = dict[str, Any]
CONTACT: tuple[type[BasePage], str, Fields] = (
    ContactPage,
    "contact",
    {
        "title": "Contact us",
        "summary": "Ask us something, tell us something, or put something right.",
        "body": [
            heading("Other ways to reach us"),
            values("contact_email", "contact_phone", "contact_address", "reply_time"),
            heading("If a page is wrong"),
            text("Every page has “Something wrong with this page?” at its foot. You do not have to say who you are."),
            heading("If you need it another way"),
            text(
                "Ask for large print, Easy Read, British Sign Language, audio or another language. It costs you nothing."
            ),
            values("accessibility_contact"),
        ],
    },
)
ABOUT_US: list[tuple[type[BasePage], str, Fields]] = [
    (
        PartnersPage,
        "partners",
        {
            "title": "Our partners",
            "summary": "Who works together to prevent violence here, and who must by law.",
            "body": [
                text(
                    "The Serious Violence Duty is a law: part 2 of the Police, Crime, Sentencing and Courts Act 2022. It asks some bodies to work together, to find out why violence happens here, and to publish what they will do about it. It calls them specified authorities. Prisons, youth custody and places of education are relevant authorities: they must help when they are asked."
                )
            ],
        },
    ),
    (
        SectionPage,
        "governance",
        {"title": "How we decide", "summary": "The groups that decide, who sits on them, and who answers to whom."},
    ),
    (
        FundingIndexPage,
        "funding",
        {"title": "Funding", "summary": "Money that local groups can apply for, and until when."},
    ),
    (
        PressPage,
        "press",
        {
            "title": "For journalists",
            "summary": "Who to ring, what we last published, and how to report violence without doing harm.",
            "body": REPORTING,
        },
    ),
]
