# ruff: noqa: E501 - whole sentences read better unbroken
"""Privacy, cookies, rules, who can see what, and using the site safely."""

from home.seed.pieces import Seed, bullets, heading, note, register, text, values

PRIVACY = Seed(
    "privacy",
    "Privacy",
    "What we hold about you, why, for how long, and what you can ask for.",
    [
        text("You can read every page of this site, and answer most consultations, without telling us who you are."),
        heading("Who is responsible"),
        values("controller", "data_protection_officer", "ico_registration", "contact_email"),
        heading("What we never do"),
        bullets(
            "We do not count or follow single visitors. There are no trackers and no adverts.",
            "We do not store network addresses or where you are. A postcode that you type becomes an area and is dropped.",
            "We do not link answers of a consultation to you. Once sent, nobody can find which are yours.",
            "We do not sell or give away what you tell us.",
        ),
        heading("If you make an account"),
        text(
            "We hold the name that people see, your age group, your area if you choose one, and your e-mail if you give "
            "it. We need these to run the forums safely. That is a public task in the law on data protection."
        ),
        heading("Everything that we hold"),
        register("data_register"),
        values("retention", "hosting"),
        heading("What you can ask for"),
        bullets(
            "See it: your account has “Get a copy”.",
            "Change it, or delete your account, at any time.",
            "Ask a person: write to us. We answer within a month.",
            'Complain to the <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a>.',
        ),
    ],
)

PRIVACY_YOUNG = Seed(
    "privacy-young-people",
    "Privacy for young people",
    "The short version: what we know about you, and what is yours to decide.",
    [
        text("You own your story. Here is what happens to what you tell us."),
        heading("Reading"),
        text("We do not know that you were here. Your phone might remember it, though."),
        text("“Using this site safely” at the foot of each page says how to clear that."),
        heading("Answering questions"),
        bullets(
            "We do not ask your name.",
            "You can skip any question and stop when you like.",
            "Once you send your answers, nobody can tell which ones are yours. Not even us.",
            "So we cannot delete them for you later. Leave out names and anything that shows who you are.",
        ),
        heading("Talking in the forums"),
        bullets(
            "You pick the name that people see. Do not use your real one.",
            "You need to be 13 or over for an account. We ask for your age group, not your birthday.",
            "A person reads each post before it shows.",
            "You can see, copy or delete what we hold, in your account.",
        ),
        heading("When we cannot keep it quiet"),
        text(
            "If you tell us that you or someone else may be badly hurt, we may have to tell people who can help. We try "
            "to talk with you first."
        ),
        note("Want to talk to someone?", "Childline is free and private: 0800 1111, or online, day and night.", "c"),
    ],
)

COOKIES = Seed(
    "cookies",
    "Cookies",
    "Every cookie that this site can set. Reading sets none.",
    [
        text(
            "A cookie is a small note that a site leaves on your device. Reading this site leaves none. "
            "We only set one when you do something that needs it, so there is no banner to click away."
        ),
        register("cookies"),
        text("None of them follows you to other sites. You can delete them in your browser at any time."),
    ],
)

HOUSE_RULES = Seed(
    "house-rules",
    "Terms and house rules",
    "How we talk with each other here, and what happens when it goes wrong.",
    [
        heading("How we talk here"),
        bullets(
            "Be kind. You can disagree with an idea without being hard on a person.",
            "Keep yourself and others private: no full names, numbers, schools, addresses or regular places and times.",
            "No threats, hate, adverts or accusing anybody of a crime.",
            "Do not share pictures, videos or stories that could hurt somebody.",
            "If you are worried about someone, do not post it. Use “Get help” or tell us.",
        ),
        heading("What happens to a post"),
        text(
            "Where people under 18 can write, a person reads every post before it shows. If it is not put up, you get "
            "the reason in plain words. You can change it and send it again, or ask a different person to look."
        ),
        values("moderation_hours"),
        heading("Your words"),
        text("What you write stays yours. By posting, you let us show it here, and quote it without your name."),
        heading("Using the site"),
        bullets(
            "It is free.",
            "We do our best to keep it right and running. We cannot promise that it always is.",
            "It is not an emergency service. In danger, call 999.",
        ),
    ],
)

WHO_CAN_SEE = Seed(
    "who-can-see",
    "Who can see what you write",
    "Each place where you can write, and who reads it.",
    [
        heading("A consultation"),
        text(
            "Your answers are not linked to you. Only trained analysts read what you write in your own words. The public "
            "sees results with small numbers hidden and the rest rounded."
        ),
        heading("A forum"),
        text(
            "Before it shows: our moderators. After: everyone who can read that board. Most boards are open to all. "
            "People see the name that you chose, and whether you are from the team."
        ),
        heading("“Something wrong with this page?”"),
        text("The editors. We take out things that look like e-mail addresses and telephone numbers first."),
        heading("A flag on a post"),
        text("Moderators. The person who wrote the post does not learn who flagged it."),
        heading("What we pass on"),
        text(
            "Nothing, unless someone may be in danger. Then we tell only the people who can help. Police officers have "
            "no access to accounts or to single answers on this site."
        ),
        heading("What you search for"),
        text("Nobody. We do not keep it."),
    ],
)

SAFETY = Seed(
    "safety",
    "Using this site safely",
    "For when someone else may look at your phone or computer.",
    [
        note("In danger now?", "Call 999. If you cannot speak on a mobile, press 55 when you are asked.", "a"),
        heading("Leave this site quickly"),
        text(
            "The button “Leave this site quickly” is on every page. On a keyboard you can also press Shift three times. "
            "It takes you to an ordinary page about the weather, signs you out and clears what this site kept to be fast."
        ),
        bullets(
            "With JavaScript, going Back shows you the other page again, not ours.",
            "Without JavaScript, Back can return to our page. Close the tab instead.",
            "It cannot clear your browser’s history. You have to do that yourself.",
            "It cannot stop someone who watches the device with an app.",
            "If you chose an area, that choice stays until you delete the cookie.",
        ),
        heading("Clear your history"),
        bullets(
            "Chrome, Edge and Firefox: press Ctrl, Shift and Delete together, or open History in the menu.",
            "Safari on an iPhone: open Settings, then Apps, then Safari, then Clear History and Website Data.",
            "Delete only the visits to this site. An empty history can look odd.",
        ),
        heading("Use a private tab"),
        text(
            "A private or incognito tab forgets the visit when you close it. The phone bill, the wifi at home or school, "
            "and an app that watches the device may still show it."
        ),
        heading("On a shared phone or computer"),
        bullets(
            "Leave “Stay signed in” off, and sign out when you finish.",
            "Do not save your password in the browser.",
            "A call to a free helpline may still show in the list of calls. Delete it if you need to.",
            "A library, a school or a friend’s phone can be safer than your own.",
        ),
        heading("If someone may be watching your device"),
        text(
            "Do not change everything at once, as that can be noticed. Use another device to get help. "
            '<a href="https://refugetechsafety.org/">Refuge explains how to make a phone safe</a>.'
        ),
    ],
)
