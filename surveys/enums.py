"""The fixed words of consultations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.people.enums import Role


class AnonymityLevel(TextChoices):
    """Who can join a response to a person. Shown before the first question."""

    NOBODY = "nobody", _("Nobody can link answers to a person")
    ROLE = "role", _("A named role can link answers to a person")
    PUBLIC = "public", _("Answers are public, with a name")


class Showing(TextChoices):
    """Where answers stand that somebody sent to be shown with a name."""

    WAITING = "waiting", _("Waiting to be read")
    SHOWN = "shown", _("Shown")
    REFUSED = "refused", _("Not shown")


LINKERS = (Role.DSL, Role.ANALYST)
"""The roles of which one can be named: both are in the *who will see this* panel and under its promises anyway."""


class Phase(TextChoices):
    """Where a consultation stands at an instant; worked out from its dates, never stored."""

    DRAFT = "draft", _("Not published yet")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Stage(TextChoices):
    """How far a consultation has come for its readers; worked out from dates, never stored."""

    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Open")
    READING = "reading", _("We are reading what people told us")
    LATE = "late", _("Our answer is late")
    ANSWERED = "answered", _("We have answered")
    TRACKING = "tracking", _("We are doing it")


class QuestionKind(TextChoices):
    """How a question is answered. The last three ask nothing."""

    SINGLE = "single", _("Pick one")
    MULTIPLE = "multiple", _("Pick several")
    YES_NO = "yes_no", _("Yes, no, or don’t know")
    SCALE = "scale", _("A scale")
    AGREEMENT = "agreement", _("How much people agree")
    EMOJI = "emoji", _("Faces with words")
    PICTURE = "picture", _("Pick a picture")
    TEXT = "text", _("Your own words")
    SHORT = "short", _("A few words")
    NUMBER = "number", _("A number")
    MONTH = "month", _("A month")
    DATE = "date", _("A date")
    RANKING = "ranking", _("Put in order")
    GRID = "grid", _("The same question about several things")
    STATEMENTS = "statements", _("Agree, disagree or pass")
    POINTS = "points", _("Share out points")
    PLACE = "place", _("An area")
    CONSENT = "consent", _("Agreeing to take part")
    INFORMATION = "information", _("Something to read")
    CONTENT_NOTE = "content_note", _("A note before a hard part")
    SIGNPOST = "signpost", _("Where to find help")


CHOOSING = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.YES_NO,
        QuestionKind.SCALE,
        QuestionKind.AGREEMENT,
        QuestionKind.EMOJI,
        QuestionKind.PICTURE,
        QuestionKind.PLACE,
        QuestionKind.CONSENT,
    }
)
"""Kinds whose answer is the id of one choice."""

WRITING = frozenset({QuestionKind.TEXT, QuestionKind.SHORT})
"""Kinds whose answer is a person's own words."""

BY_ROW = frozenset({QuestionKind.GRID, QuestionKind.STATEMENTS})
"""Kinds whose answer is one choice for each row."""

SILENT = frozenset({QuestionKind.INFORMATION, QuestionKind.CONTENT_NOTE, QuestionKind.SIGNPOST})
"""Kinds that are shown and ask nothing."""


class Paging(TextChoices):
    """How much of a survey is on one page."""

    QUESTION = "question", _("One question a page")
    SECTION = "section", _("A section a page")


class OnceOnly(TextChoices):
    """How a survey keeps a person from answering twice, said plainly to everybody."""

    NONE = "none", _("Nothing stops a second answer")
    DEVICE = "device", _("Once on each phone or computer")
    CODE = "code", _("Once for each invitation code")
    ACCOUNT = "account", _("Once for each account")


class Channel(TextChoices):
    """By which kind of way somebody came. A response holds no more than this."""

    SITE = "site", _("This site")
    POSTER = "poster", _("A poster or leaflet")
    SCHOOL = "school", _("A school or college")
    CLUB = "club", _("A club or youth group")
    SOCIAL = "social", _("Social media or a message")
    GROUP = "group", _("A group session")
    PAPER = "paper", _("Paper, entered by staff")
    PHONE = "phone", _("Phone, entered by staff")


class Audience(TextChoices):
    """Whom a consultation is for. Anybody may answer; this says whose answers are looked for."""

    EVERYONE = "everyone", _("Everyone")
    YOUNG = "young", _("Young people, 13 to 24")
    TEENS = "teens", _("Young people, 13 to 17")
    ADULTS = "adults", _("Young adults, 18 to 24")
    PARENTS = "parents", _("Parents and carers")
    RESIDENTS = "residents", _("People who live here")
    WORKERS = "workers", _("People who work with young people")


SHARED = frozenset({Channel.GROUP, Channel.PAPER, Channel.PHONE})
"""Ways by which many people's answers are given on one device."""


class Artwork(TextChoices):
    """The drawings that a consultation can wear."""

    PATH = "path", _("A path with places")
    MEET = "meet", _("Two voices that meet")
    GROW = "grow", _("Growing")
    MORN = "morn", _("Morning")


class Flag(TextChoices):
    """What may be wrong with a response. A sign, never a proof: they are counted unless staff leave them out."""

    TOO_FAST = "too_fast", _("Answered faster than most people can read")
    STRAIGHT_LINE = "straight_line", _("The same answer to five or more things in a row")
    DUPLICATE_TEXT = "duplicate_text", _("The same words as another answer sent at about the same time")
