"""Letters as mail programs get them: plain text and HTML, no picture, no pixel, no rewritten link."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, override

from core.areas.models import Partnership
from core.areas.queries import partnership
from core.notifications.outbox import backend
from core.pages.frame import is_demo
from core.ui.brand import DEFAULTS
from news.newsletter import tokens
from news.newsletter.compiling import compile_now, one_line, root
from news.newsletter.models import Newsletter, NewsletterSettings

TIMEOUT = 30  # seconds


def host() -> str:
    """The host of this site, for Message-ID and List-Id."""
    return root().split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0] or "localhost"


@dataclass(frozen=True)
class House:
    """Who sends: read once for a batch."""

    partnership: Partnership
    settings: NewsletterSettings

    @property
    def sender(self) -> str:
        """The From header."""
        fallback = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        address = self.settings.from_email or self.partnership.contact_email or fallback
        return formataddr((one_line(self.partnership.short_name), address))

    @property
    def colours(self) -> dict[str, str]:
        """The partnership's brand, by token with an underscore."""
        own = {str(name).replace("_", "-").lstrip("-"): value for name, value in self.partnership.brand.items()}
        return {name.replace("-", "_"): own.get(name, value) for name, value in DEFAULTS.items()}


def read_house() -> House:
    """Who sends. Two queries."""
    return House(partnership(), NewsletterSettings.load())


def mail_connection() -> BaseEmailBackend:
    """A connection to the mail server (none of a demonstration's letters leave). A server that says nothing for 30
    seconds is taken as gone: the worker has other things to do."""
    connection: BaseEmailBackend = get_connection(backend(), timeout=TIMEOUT)
    return connection


def frame_context(house: House, language: str) -> dict[str, Any]:
    """What every letter shows around its content, for somebody who reads `language`."""
    return {
        "house": house.partnership,
        "colours": house.colours,
        "frame": _tongue(language),
        "demo": is_demo(),
        "site": root(),
    }


def _tongue(language: str) -> dict[str, str]:
    info = get_language_info(language.partition("-")[0])
    code = "en-GB" if language == "en-gb" else language
    return {"lang": code, "dir": "rtl" if info["bidi"] else "ltr", "start": "right" if info["bidi"] else "left"}


def content_context(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a newsletter shows: its compiled content and the language of it."""
    return {"content": content, "tongue": _tongue(content["language"])}


def link(name: str, token: str) -> str:
    """The whole address of the view `newsletter:<name>` for `token`, in the active language."""
    return root() + reverse(f"newsletter:{name}", args=[token])


@dataclass
class Press:
    """Makes each person's copy of one compiled newsletter. Templates are rendered once a language; only the two
    personal links differ."""

    content: Mapping[str, Any]
    house: House
    _leave: str = field(default_factory=lambda: "l" + secrets.token_hex(12))
    _choose: str = field(default_factory=lambda: "p" + secrets.token_hex(12))
    _forms: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def copy_for(
        self, *, person: uuid.UUID, email: str, language: str, key: str, connection: BaseEmailBackend | None = None
    ) -> EmailMultiAlternatives:
        """The message to one person. `key`: the name of this copy, "" for a trial."""
        if language not in self._forms:
            self._forms[language] = self._render(language)
        text, html, leave_link = self._forms[language]
        leaving, choosing = tokens.for_leaving(person), tokens.for_preferences(person)

        def fill(words: str) -> str:
            return words.replace(self._leave, leaving).replace(self._choose, choosing)

        message = EmailMultiAlternatives(
            subject=self.content["subject"],
            body=fill(text),
            from_email=self._envelope(key),
            to=[email],
            headers=self._headers(key, fill(leave_link), leaving),
            connection=connection,
        )
        message.attach_alternative(fill(html), "text/html")
        if key:
            message.metadata = {"copy": key}  # type: ignore[attr-defined]  # read by django-anymail, where it is used
        return message

    def _render(self, language: str) -> tuple[str, str, str]:
        with override(language):
            leave_link = link("leave", self._leave)
            context = {
                **frame_context(self.house, language),
                **content_context(self.content),
                "leave": leave_link,
                "choose": link("preferences", self._choose),
            }
            text = render_to_string("emails/newsletter.txt", context).strip() + "\n"
            html = render_to_string("emails/newsletter.html", context)
        return text, html, leave_link

    def _envelope(self, key: str) -> str:
        """Where what cannot be delivered goes back to: a mailbox with this copy's name in it."""
        local, _at, domain = self.house.settings.bounce_email.partition("@")
        return f"{local}+{key}@{domain}" if key and domain else parseaddr(self.house.sender)[1]

    def _headers(self, key: str, leave_link: str, leaving: str) -> dict[str, str]:
        mailbox = self.house.settings.leave_email
        by_mail = f", <mailto:{mailbox}?subject={quote('leave ' + leaving)}>" if mailbox else ""
        headers = {
            "From": self.house.sender,
            "Message-ID": f"<n.{key or 'trial.' + secrets.token_hex(8)}@{host()}>",
            "List-Id": f"<newsletter.{host()}>",
            "List-Unsubscribe": f"<{leave_link}>{by_mail}",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
        reply_to = self.house.partnership.contact_email
        return {**headers, "Reply-To": reply_to} if reply_to else headers


def sample_context(newsletter: Newsletter) -> dict[str, Any]:
    """For the preview: the newsletter as it would be made now. Its personal links lead to a page that says so."""
    house = read_house()
    with override(newsletter.language):
        return {
            **frame_context(house, newsletter.language),
            **content_context(compile_now(newsletter).content),
            "leave": link("leave", tokens.for_leaving(tokens.SAMPLE)),
            "choose": link("preferences", tokens.for_preferences(tokens.SAMPLE)),
        }
