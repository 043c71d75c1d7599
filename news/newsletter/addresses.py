"""E-mail addresses: one way to write each, and a keyed hash that stands for one without being it."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

LONGEST = 254


def normalise(typed: str) -> str:
    """`typed` as the address is kept: NFKC, small letters, the domain in ASCII. Raises ValidationError in plain words.

    Small letters also before the @: no provider in use tells them apart, and one person must not get two copies.
    """
    plain = unicodedata.normalize("NFKC", typed[: 2 * LONGEST]).strip().lower()
    local, _at, domain = plain.rpartition("@")
    try:
        plain = f"{local}@{domain.rstrip('.').encode('idna').decode('ascii')}"
        validate_email(plain)
    except (UnicodeError, ValidationError):
        raise ValidationError(_("Write an e-mail address like name@example.org.")) from None
    if len(plain) > LONGEST or len(local) > 64:
        raise ValidationError(_("That address is too long to be right."))
    return plain


def digest(address: str) -> str:
    """The keyed hash of a normalised address, 64 hex digits. Without SECRET_KEY nobody can try addresses against it."""
    return salted_hmac("newsletter.suppression", address, algorithm="sha256").hexdigest()


def masked(address: str) -> str:
    """Enough for its owner to know it again, such as `j…@example.org`."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
