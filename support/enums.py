"""The words that support stores as codes."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """A way to get in touch with a service, in the order in which a card shows them."""

    CALL = "call", _("Call")
    TEXT = "text", _("Text")
    CHAT = "chat", _("Chat online")
    EMAIL = "email", _("E-mail")
    VISIT = "visit", _("Visit")
    RELAY = "relay", _("Relay UK")
    BSL = "bsl", _("British Sign Language video")


class OnBill(TextChoices):
    """Whether a call or text shows on the phone bill: parents and partners read bills."""

    NO = "no", _("Does not show on your phone bill")
    YES = "yes", _("May show on your phone bill")
    UNKNOWN = "unknown", _("We do not know if it shows on your phone bill")


class Audience(TextChoices):
    """For whom a person is looking."""

    ME = "me", _("Me")
    FRIEND = "friend", _("A friend")
    CHILD = "child", _("My child, or a child I care for")
    WORK = "work", _("Someone I work with")


class AgeGroup(TextChoices):
    """Ages that a visitor can pick; never an exact age, so that no address says how old somebody is."""

    UNDER_13 = "u13", _("Under 13")
    FROM_13 = "13-15", _("13 to 15")
    FROM_16 = "16-17", _("16 or 17")
    FROM_18 = "18-24", _("18 to 24")
    FROM_25 = "25+", _("25 or over")

    @property
    def years(self) -> tuple[int, int]:
        """The first and last age in years that the group holds."""
        return {"u13": (0, 12), "13-15": (13, 15), "16-17": (16, 17), "18-24": (18, 24), "25+": (25, 120)}[self.value]


class Language(TextChoices):
    """Languages in which somebody answers. The names are the languages' own, so they are never translated."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"
    ARABIC = "ar", "العربية"
    BENGALI = "bn", "বাংলা"
    FRENCH = "fr", "Français"
    GUJARATI = "gu", "ગુજરાતી"
    HINDI = "hi", "हिन्दी"
    KURDISH = "ku", "Kurdî"
    LITHUANIAN = "lt", "Lietuvių"
    PUNJABI = "pa", "ਪੰਜਾਬੀ"
    PASHTO = "ps", "پښتو"
    FARSI = "fa", "فارسی"
    POLISH = "pl", "Polski"
    PORTUGUESE = "pt", "Português"
    ROMANIAN = "ro", "Română"
    SOMALI = "so", "Soomaali"
    SPANISH = "es", "Español"
    TIGRINYA = "ti", "ትግርኛ"
    TURKISH = "tr", "Türkçe"
    UKRAINIAN = "uk", "Українська"
    URDU = "ur", "اردو"
    SIGN = "bfi", "British Sign Language"
    INTERPRETER = "any", _("Any language, with an interpreter")


class Status(TextChoices):
    """How a service stands; the words map to those of Open Referral UK."""

    ACTIVE = "active", _("Running")
    PAUSED = "paused", _("Closed for now")
    ENDED = "ended", _("Ended: nobody sees it")


class Sensitivity(IntegerChoices):
    """How carefully a page is shown (the same three steps as for CMS pages)."""

    NORMAL = 0, _("Normal")
    EXIT = 1, _("Shows the way to leave quickly")
    PRIVATE = 2, _("Neutral title, never kept in any cache, not counted")


class Urgency(IntegerChoices):
    """The band of a need; lower comes first."""

    NOW = 0, _("Someone is in danger now")
    TODAY = 1, _("It would help to talk today")
    SOON = 2, _("It can wait a few days")


class Weekday(IntegerChoices):
    """Days of a rule, Monday first as in Python."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
    BANK_HOLIDAY = 7, _("Bank holidays")


class HoursKind(TextChoices):
    """What one line of opening times says."""

    TIMES = "times", _("Open from one time to another")
    ALL_DAY = "all_day", _("Open all day and all night")
    APPOINTMENT = "appointment", _("By appointment")
    CLOSED = "closed", _("Closed")


class BankHolidays(TextChoices):
    """What a service does on a bank holiday."""

    SAME = "same", _("Same hours as any other day")
    CLOSED = "closed", _("Closed")
    LISTED = "listed", _("The hours in the rows for bank holidays")
    UNKNOWN = "unknown", _("We do not know: readers are told to check")


class Nation(TextChoices):
    """Whose bank holidays count."""

    ENGLAND = "ENG", _("England")
    WALES = "WLS", _("Wales")
    SCOTLAND = "SCT", _("Scotland")
    NORTHERN_IRELAND = "NIR", _("Northern Ireland")


class UrgentKind(TextChoices):
    """What was changed at once, without waiting for an approver."""

    CONTACT = "contact", _("Ways to get in touch")
    ADDRESS = "address", _("Places")
    HOURS = "hours", _("Hours")
    NOTICE = "notice", _("Notice")
    DOWN = "down", _("Taken down")
