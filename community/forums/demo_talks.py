"""The demo's boards, members and talks, all made up. No routine, age, name or lift of anybody is in them."""

from __future__ import annotations

from dataclasses import dataclass

from community.forums.enums import Audience

TEAM = "editor"


@dataclass(frozen=True)
class Said:
    """One post: who said it (a key of MEMBERS or TEAM), how many days before today and at what time, and the words.
    `fate` is the reason code for which it was taken down, or ""."""

    who: str
    days: int
    clock: str
    words: str
    fate: str = ""


@dataclass(frozen=True)
class Talk:
    """A talk on the board with slug `board`; the first post opens it."""

    key: str
    board: str
    title: str
    posts: tuple[Said, ...]
    pinned: bool = False
    closed: bool = False


# slug: name, description, area, position
BOARDS: dict[str, tuple[str, str, str]] = {
    "all-together": ("All of Brackenshire", "Ideas for the whole county, from buses to benches.", ""),
    "tarn-moor": ("Tarn Moor", "For everyone who lives, learns or works in Tarn Moor.", "tarn-moor"),
    "kestrel-bay": ("Kestrel Bay", "For everyone who lives, learns or works in Kestrel Bay.", "kestrel-bay"),
}
AUDIENCE = Audience.EVERYONE

# key: name people see, age group, shape, area
MEMBERS: dict[str, tuple[str, str, str, str]] = {
    "kez": ("Kez", "18-24", "a", "tarn-moor"),
    "moorlander": ("moorlander", "25+", "c", "tarn-moor"),
    "ozzy": ("Ozzy_T", "16-17", "a", "tarn-moor"),
    "bayview": ("bayview", "25+", "b", "kestrel-bay"),
    "dot": ("Dot", "16-17", "c", "kestrel-bay"),
    "path": ("Path Finder", "25+", "b", "oakhampton"),
    "fernleaf": ("Fernleaf", "13-15", "a", "tarn-moor"),
    "saltmarsh": ("SaltMarsh", "18-24", "b", "kestrel-bay"),
    "studio": ("StudioNine", "25+", "c", "brackley-cross"),
    "willow": ("Willow", "25+", "a", "oakhampton"),
}

TALKS: tuple[Talk, ...] = (
    Talk(
        "route14",
        "tarn-moor",
        "Route 14: is the late bus working?",
        (
            Said(
                TEAM,
                6,
                "09:00",
                "The new late buses have started. Please tell us how it goes. Is it on time? Does it feel OK? "
                "Is the stop in the right place? We take this list to the bus company every Friday.",
            ),
            Said(
                "kez",
                5,
                "10:48",
                "Tried it and it was on time and warm, and the driver said hello. Only thing is, one of the stops "
                "has no light at all, so you stand in the dark for ten minutes.",
            ),
            Said(
                "moorlander",
                5,
                "12:15",
                "It is nice to see people of every age on it, laughing. I agree about the light.",
            ),
            Said("saltmarsh", 4, "08:40", "Everyone knows who keeps breaking that light.", "names"),
            Said(
                TEAM,
                4,
                "09:20",
                "Thank you all. We have asked the council to look at the light at that stop. "
                "We will post their answer here.",
            ),
            Said("ozzy", 3, "16:05", "Can the timetable be up at the youth centre too? Not everyone has data."),
            Said(
                TEAM,
                2,
                "11:30",
                "Good idea. Printed timetables are at the youth centre and the library now. "
                "The council says a new light is ordered. We do not have a date yet, and will tell you when we do.",
            ),
            Said("kez", 1, "13:10", "That was quick. Thank you!"),
        ),
        pinned=True,
    ),
    Talk(
        "cafe",
        "tarn-moor",
        "Can the park café stay open till 7?",
        (
            Said(
                "ozzy",
                9,
                "15:20",
                "When it shuts there is nowhere warm to sit. If it was open till 7 we could do homework there.",
            ),
            Said("moorlander", 9, "17:02", "I would come too. A warm place with lights on makes the whole park nicer."),
            Said(
                "path", 8, "09:45", "Would the people who work there be all right with it? They should be asked first."
            ),
            Said(
                TEAM,
                6,
                "10:15",
                "We asked. The café can try two evenings a week in the new year, if enough people say they would use "
                "it. Tell us here which evenings would be best.",
            ),
            Said("kez", 2, "14:25", "Not Fridays, most people have something on. Early in the week gets my vote."),
        ),
    ),
    Talk(
        "mural",
        "tarn-moor",
        "The underpass mural: send your ideas",
        (
            Said(
                TEAM,
                20,
                "09:00",
                "The wall is ours to paint! Tell us what you would like to see on it. A local artist turns the ideas "
                "into one big picture, and everyone can help to paint.",
            ),
            Said("ozzy", 19, "18:30", "The hills. And the otters, because nobody believes we have otters."),
            Said("moorlander", 18, "11:00", "The old mill wheel, turning into a record. Old and new together."),
            Said("fernleaf", 16, "16:45", "Bright colours please. It is grey enough down there."),
            Said("willow", 12, "10:10", "Could there be words on it, in all the languages people speak here?"),
            Said(
                TEAM, 10, "09:30", "Lovely. Hills, otters, the mill, and welcome in every language. Keep them coming."
            ),
        ),
    ),
    Talk(
        "half-term",
        "tarn-moor",
        "Half term ideas",
        (
            Said(TEAM, 40, "09:00", "What would you like to do in half term? Free things first, please."),
            Said("fernleaf", 39, "13:20", "A film night in the library. With blankets."),
            Said("ozzy", 38, "17:00", "Open the sports hall in the rain. Just open it."),
            Said(
                TEAM,
                30,
                "10:00",
                "You asked for a film night and an open sports hall, and both happened. We could not do the boat trip "
                "this time, because it cost too much. We close this talk now. Thank you!",
            ),
        ),
        closed=True,
    ),
    Talk(
        "quiet",
        "all-together",
        "Where do you go when you need quiet?",
        (
            Said("willow", 7, "20:10", "Some days are loud. Where is a good place just to sit for a bit?"),
            Said("moorlander", 6, "09:15", "The library upstairs. Nobody asks what you are doing there."),
            Said("dot", 6, "16:40", "Any bench where you can see the water."),
            Said("path", 5, "12:00", "The community garden lets anyone in when the gate is open. There is tea."),
            Said(
                TEAM,
                3,
                "10:00",
                "Thank you for these. If the days are loud because something is wrong, you can also talk to someone "
                "in private. [Find help](/support/) has people for that, day and night.",
            ),
        ),
    ),
    Talk(
        "street",
        "all-together",
        "What makes a street feel OK?",
        (
            Said(
                "path",
                4,
                "10:30",
                "We are writing down what makes people feel at ease outside. For me it is people about, and windows "
                "with lights on. What is it for you?",
            ),
            Said("kez", 4, "12:50", "Shops that stay open. Somebody to say hello to."),
            Said("bayview", 3, "11:20", "Hedges cut low, so you can see along the path."),
            Said("dot", 1, "15:30", "Benches. If there are benches, people sit, and then it is not empty."),
        ),
    ),
    Talk(
        "skate",
        "kestrel-bay",
        "A place to skate when it rains",
        (
            Said("dot", 8, "16:00", "It rains a lot here. Could one of the empty market halls be for skating?"),
            Said("bayview", 7, "10:05", "As long as the music is not too loud for the flats, why not!"),
            Said(
                TEAM,
                5,
                "14:00",
                "We have asked the council which hall is safe and dry. We expect an answer next month and will post it "
                "here, also when it is a no.",
            ),
        ),
    ),
    Talk(
        "boots",
        "kestrel-bay",
        "Boots and kit to swap",
        (
            Said(
                "bayview",
                3,
                "09:40",
                "Feet grow fast and boots cost a lot. Could the leisure centre have a shelf for kit that "
                "is too small, where people take what fits?",
            ),
            Said("dot", 2, "16:20", "Yes! Also shin pads. And books."),
            Said(TEAM, 1, "11:00", "The leisure centre likes this. Ask at the desk for the swap shelf from next week."),
        ),
    ),
)

# What waits at the desk: key, who, the talk replied to, minutes ago, the words. None of it may ever be shown as it is,
# but for the last two, which wait for a kind eye and a quick yes.
WAITING: tuple[tuple[str, str, str, int, str], ...] = (
    (
        "disclosure",
        "fernleaf",
        "quiet",
        12,
        "I don't feel safe going home tonight. He hits me when nobody is there and I have not told anyone.",
    ),
    (
        "personal",
        "saltmarsh",
        "skate",
        24,
        "My cousin Jordan can help with this, text him on 07700 900123 or come to 14 Alder Close, ZZ99 2AB.",
    ),
    (
        "spam",
        "studio",
        "street",
        31,
        "FREE music class for everyone!!! Sign up here before it is full https://music-offer.example.org/win",
    ),
    (
        "bereaved",
        "willow",
        "quiet",
        38,
        "My son died two years ago this week. I do not want to say how. I would like there to be a bench for him by "
        "the water, with space for two, so that nobody has to sit alone.",
    ),
    (
        "good",
        "kez",
        "route14",
        9,
        "Could there be a screen at the stop that says when the bus is coming? A phone is not always charged by then.",
    ),
)
