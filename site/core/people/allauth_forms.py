"""allauth's forms in our words. A new password is asked once: people can look at it, and can always reset it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 letters, numbers or signs. Three words that do not belong together work well.")


def _word(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Give `field` our label and hint; a placeholder that repeats the label goes."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth.LoginForm):
    """Name or e-mail, and password; staying signed in is a choice, and off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], _("Your name here, or your email"))
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["login"].max_length = 254
        _word(self.fields["password"], _("Password"))
        _word(self.fields["remember"], _("Stay signed in on this device"))
        self.fields["remember"].help_text = _("Do not tick this on a shared phone or computer.")

    def clean_login(self) -> str:
        return super().clean_login()[:254]


class AskForCodeForm(allauth.RequestLoginCodeForm):
    """Where to send a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("Your email"), _("We send a code that works once, for ten minutes."))


class CodeForm(allauth.ConfirmLoginCodeForm):
    """The code that came by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("The code from the email"))
        self.fields["code"].widget.attrs["autocapitalize"] = "characters"


class ForgotForm(allauth.ResetPasswordForm):
    """Where to send a link for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("Your email"))


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password, asked once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word(self.fields["password1"], _("New password"), PASSWORD_HINT)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password now, and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word(self.fields["oldpassword"], _("The password you have now"))
        _word(self.fields["password1"], _("New password"), PASSWORD_HINT)


class EmailForm(allauth.AddEmailForm):
    """Another e-mail address, which counts once its owner pressed the link that we send there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], _("New email"), _("We send a link there. The address counts once you press it."))


class AgainForm(allauth.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], _("Your password"))
