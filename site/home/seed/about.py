# ruff: noqa: E501 - whole sentences read better unbroken
"""Who runs this, accessibility, complaints and safeguarding."""

from home.seed.pieces import Seed, bullets, heading, note, text, values

ABOUT = Seed("about", "About this site", "Who we are, how to reach us, and the rules that we keep.")

WHO_RUNS_THIS = Seed(
    "who-runs-this",
    "Who runs and pays for this",
    "The people behind this site, where the money comes from, and who answers for it.",
    [
        text(
            "Councils, health, schools, police, youth services and local groups have a duty to work together to prevent "
            "serious violence. Together they are the partnership that runs this site."
        ),
        values("name", "controller", "accountable_person", "partners"),
        heading("Where the money comes from"),
        values("funder", "funding"),
        heading("What we do with what you say"),
        text(
            "We read every answer to a consultation. We publish what we heard, what we did, and what we could not do. "
            "We say why, and when we will ask again."
        ),
        heading("The software"),
        text(
            "The site is built with Sayso, which is free and open source. Nobody pays for adverts here, and nobody "
            "sells what you do on this site."
        ),
    ],
)

ACCESSIBILITY = Seed(
    "accessibility",
    "Accessibility statement",
    "How we make this site work for everybody, and what to do when it does not.",
    [
        text(
            "We want everybody to be able to use this site. You should be able to zoom to 400%, use only a keyboard, "
            "listen with a screen reader, and do everything without JavaScript."
        ),
        heading("How accessible it is"),
        text("We aim for level AA of the Web Content Accessibility Guidelines, version 2.2."),
        values("accessibility_status", "accessibility_tested_on"),
        heading("What we know does not work yet"),
        bullets(
            "Some files to download are not fully accessible. Ask us, and we send you a version that you can use.",
            "Few pages are in Welsh or Arabic yet. The language menu lists only what a page has.",
        ),
        heading("Tell us"),
        text("If something does not work for you, use the form at the foot of that page, or write to us."),
        values("accessibility_contact", "contact_email", "contact_phone"),
        heading("If we do not put it right"),
        text(
            "The Equality and Human Rights Commission enforces the accessibility rules for public bodies. If you are "
            "not happy with our answer, contact the "
            '<a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.'
        ),
    ],
)

COMPLAINTS = Seed(
    "complaints",
    "Complaints",
    "When we got something wrong: how to say so, and what happens then.",
    [
        text(
            "You can complain about this site, about a decision on your post, or about how somebody here treated you."
        ),
        heading("How to complain"),
        text("Write or ring. Someone you trust can do it for you. You do not have to use the right words."),
        values("complaints_email", "contact_phone", "contact_address"),
        heading("What happens next"),
        bullets(
            "We tell you that we have it, and who is looking at it.",
            "Someone who was not part of it looks at what happened.",
            "We tell you what we found, what we will change, and why.",
        ),
        values("reply_time"),
        heading("If you are still not happy"),
        values("ombudsman"),
        text(
            "If it is about your personal data, you can go to the "
            '<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a> at any time.'
        ),
        heading("If your post was not put up"),
        text(
            "You get the reason with the decision, and you can ask a different person to look again from your account."
        ),
    ],
)

SAFEGUARDING = Seed(
    "safeguarding",
    "Safeguarding",
    "What we do when something that we read makes us worry about someone’s safety.",
    [
        note(
            "In danger now?",
            "Call 999. If you are under 19 you can also call Childline on 0800 1111, day and night.",
            "a",
        ),
        text("People tell us things here. Sometimes what they say makes us worry that someone is not safe."),
        heading("What we do"),
        bullets(
            "A trained person reads it, as soon as they can.",
            "If we know how to reach you, we tell you what we will do, unless that would put someone at risk.",
            "We share it only with the people who can help, and only what they need.",
            "We write down what we did and why.",
        ),
        values("moderation_hours", "safeguarding_lead"),
        heading("What we cannot do"),
        bullets(
            "We do not read everything the moment it is sent.",
            "We cannot promise to keep a secret if someone may be hurt.",
            "We cannot find you from an answer to a consultation, unless we said before the first question that we can.",
        ),
        heading("Worried about a child or an adult?"),
        text("Tell us, or tell the children’s or adults’ service of your council."),
        values("safeguarding_email"),
    ],
)
