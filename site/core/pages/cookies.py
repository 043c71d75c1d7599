"""The one register of the cookies that Sayso ever sets. A test compares it with those that are really set."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, when it is set, what it is for and how long it lasts."""

    name: str
    when: str | Promise
    why: str | Promise
    lasts: str | Promise


REGISTER = [
    Cookie(
        settings.SESSION_COOKIE_NAME,
        _("You sign in."),
        _("Remembers that you are signed in."),
        _("Until you close the browser or sign out, or for 14 days if you ask to stay signed in."),
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        _("You open a form of your account, or one that sends a post."),
        _("Makes sure that what is sent comes from you and not from another web site."),
        _("Until you close the browser."),
    ),
    Cookie(
        "sayso_area",
        _("You choose your area."),
        _("Remembers the area, so that news and help near you come first."),
        _("One year, or until you choose all areas."),
    ),
    Cookie(
        "sayso_answers",
        _("You start to answer a consultation."),
        _("A random key to the answers you have not sent yet, so that they are not lost. It does not say who you are."),
        _("24 hours after your last answer, or until you delete your answers or leave quickly."),
    ),
    Cookie(
        settings.LANGUAGE_COOKIE_NAME,
        _("Staff choose a language for the editing pages."),
        _("Remembers the language of the editing pages."),
        _("Until the browser is closed."),
    ),
]


def names() -> frozenset[str]:
    """Every cookie name in the register."""
    return frozenset(cookie.name for cookie in REGISTER)
