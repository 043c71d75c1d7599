"""Where allauth asks us: names are folded before they are looked up, and nothing of the network is kept."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.areas.queries import partnership
from core.people.enums import Role
from core.people.names import fold
from core.people.rules import has_role


class AccountAdapter(DefaultAccountAdapter):
    """Plain words, folded names, and the place where each kind of person starts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("That name and password do not go together. Check both and try again."),
        "email_password_mismatch": _("That email and password do not go together. Check both and try again."),
        "too_many_login_attempts": _("That is too many tries. Please wait five minutes and try again."),
        "incorrect_password": _("That is not your password."),
        "incorrect_code": _("That code is not right. Check it, or ask for a new one."),
        "enter_current_password": _("Write the password you have now."),
        "rate_limited": _("That is too many tries. Please wait a little and try again."),
        "invalid_password_reset": _("That link does not work any more. Please ask for a new one."),
        "same_as_current": _("That is the email you have now."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        if credentials.get("username"):
            credentials["username"] = fold(credentials["username"])
        return super().authenticate(request, **credentials)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/desk/" if has_role(user, Role.MODERATOR, Role.DSL) else reverse("account_home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")


class FactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted with the site's key, and says whose code an app shows."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def _box(self) -> Fernet:
        key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return partnership().short_name

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()
