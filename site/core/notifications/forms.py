"""How do you want to be told?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.notifications.models import How


class HowForm(forms.Form):
    """The one choice that a person makes about what we send."""

    how = forms.ChoiceField(label=_("How shall we tell you?"), choices=How.choices, widget=forms.RadioSelect)
