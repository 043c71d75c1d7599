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
            "We do not link answers of a consultation to you. Once sent, nobody can find which are yours. Where it is different, we say so before the first question.",
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
            "Once you send your answers, nobody can tell which ones are yours. Not even us. Where it is different, we say so first.",
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
            "Your answers are not linked to you, unless we say so before the first question. Only trained analysts read what you write in your own words. The public "
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

FREEDOM_OF_INFORMATION = Seed(
    "freedom-of-information",
    "Freedom of information",
    "How to ask for what we hold, and what we publish already.",
    [
        heading("How to ask"),
        text("Anybody can ask, of any age and from anywhere. You do not have to say why."),
        bullets(
            "Look below first: it may be here already.",
            "Write to us by e-mail or letter. Give your name and where to send the answer.",
            "Say what you would like to know. Dates and places help us find it.",
        ),
        heading("What happens next"),
        text(
            "We answer within 20 working days. If we cannot give you something, we tell you why. If it is about your "
            "own life, ask for your own data instead: that is free too, and takes a month at most."
        ),
        heading("If you are not happy with the answer"),
        text(
            "Tell us within 40 working days, and somebody else looks at it again. After that you can complain to the "
            '<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a>.'
        ),
    ],
)

SAFETY = Seed(
    "safety",
    "Using this site safely",
    "For when someone else may look at your phone or computer.",
    [
        note("In danger now?", "Call 999. If you cannot speak on a mobile, press 55 when you are asked.", "a"),
        text(
            "You do not have to do all of this. If it could make things worse at home, use another device: at a library, "
            "at school, or a friend’s."
        ),
        heading("Leave this site quickly"),
        text(
            "The button “Leave this site quickly” is on every page. On a keyboard you can also press Shift three times. "
            "The page goes blank, and an ordinary page about the weather opens. It signs you out, deletes answers that "
            "you have not sent, and clears what the browser kept to be fast."
        ),
        heading("What the button cannot do", "3"),
        bullets(
            "It cannot clear your browser’s history. You have to do that yourself.",
            "Without JavaScript, Back can return to our page. Close the tab instead. With JavaScript, Back shows the "
            "other page again.",
            "It cannot hide this site from an app that watches the phone, or from somebody who looks at the screen.",
            "Your phone may show a small picture of the page in its list of open apps. Swipe it away.",
            "It does not remove the emergency numbers, if you chose to keep them on this phone.",
        ),
        heading("What stays on this phone"),
        bullets(
            "Reading leaves nothing of ours behind. Your browser’s own history still lists the pages.",
            "The area that you chose, if you chose one. Choose all areas again, or delete the cookie.",
            "Answers that you have not sent: 24 hours at most, or until you leave with the button.",
            "Being signed in: until you sign out, leave with the button, or close the browser.",
            "The emergency numbers, only if you pressed “Keep these numbers on this phone”. "
            '<a href="/emergency/#keep">See and remove them</a>.',
            "Words that you typed in a search box, if your browser remembers them. Press and hold a suggestion, or use "
            "Delete on a keyboard, to remove it.",
        ),
        heading("Clear your history"),
        bullets(
            "Chrome on a phone: the three dots, then History. Press the cross beside each visit to this site.",
            "Safari on an iPhone: the book, then the clock. Swipe a visit to the left to delete it.",
            "Samsung Internet: the three lines, then History. Press and hold a visit, then Delete.",
            "Firefox: the three dots or lines, then History. Press the dots beside a visit, then Delete.",
            "On a computer: press Ctrl and H (on a Mac, Command and Y).",
            "Delete only the visits to this site, and the search that led you here. An empty history can look odd.",
        ),
        heading("Use a private tab"),
        text(
            "It is called private, incognito, InPrivate or secret. It forgets the visit when you close all its tabs. It "
            "does not hide the visit from the people who run the wifi, or from an app that watches the phone. Wifi at "
            "home, school or work can show that you opened this site, but not which page."
        ),
        heading("On a shared phone or computer"),
        bullets(
            "Leave “Stay signed in” off, and sign out when you finish.",
            "Do not save your password in the browser, and do not keep the numbers on that phone.",
            "A call shows in the list of calls, also a free one. Delete it if you need to. Each service here says "
            "whether it shows on the bill.",
            "A text stays in the list of messages, with the answers. Turn off previews on the locked screen.",
            "If you share an Apple or Google account, history, photos and places may show on another phone too.",
        ),
        heading("If someone may be watching your phone"),
        text("It may be so if they know where you were, whom you called, or what you wrote, and nobody told them."),
        bullets(
            "Do not change everything at once, as that can be noticed. Think first about what keeps you safe.",
            "Use a phone or computer that they have never held, to get help and to make plans.",
            "Look at who can see your place: in Maps, in Snapchat, in “Find my”, and in a car’s app.",
            "If the phone was a present or they pay for it, they may be able to see its bill, calls and place.",
            "Keep messages as proof, somewhere that they cannot reach.",
        ),
        text(
            '<a href="https://refugetechsafety.org/">Refuge explains how to make a phone safe</a>. Under 19? Childline '
            "can help you think about it: 0800 1111, day and night."
        ),
    ],
)
