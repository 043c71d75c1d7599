"""Why something was done at once, without an approver."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why something is done at once. Staff read it; the audit does not hold it."""

    reason = forms.CharField(
        label=_("Why now?"),
        max_length=300,
        help_text=_("For the colleague who looks at it the next working day. No names of people who need help."),
        error_messages={"required": _("Say in a few words why this cannot wait.")},
    )
