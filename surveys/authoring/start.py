"""*New consultation*: one small form, from which page and questions are made together."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.pages.moments import UK, UKMoment
from surveys.authoring.making import make_consultation, templates
from surveys.authoring.rights import can_begin
from surveys.code_forms import Words

if TYPE_CHECKING:
    from core.people.models import User

OPENS_AT, CLOSES_AT = time(9), time(17)
SOON, OPEN_FOR = timedelta(days=7), timedelta(days=28)


def _template_choices() -> list[tuple[str, str]]:
    return [(key, f"{each['name']} – {each['about']}") for key, each in templates().items()]


def _moment(label: Any, **options: Any) -> UKMoment:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return UKMoment(label=label, widget=widget, help_text=gettext_lazy("UK time."), **options)


class StartForm(forms.Form):
    """What a consultation needs to begin. Who decides, and by when, can wait until it opens."""

    title = Words(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("What it is about, in words that a 13-year-old would use. No more than ten words."),
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Begin with"), choices=_template_choices, widget=forms.RadioSelect, initial="blank"
    )
    opens_at = _moment(gettext_lazy("Opens"))
    closes_at = _moment(gettext_lazy("Closes"))
    who_decides = forms.CharField(
        label=gettext_lazy("Who decides"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Such as: the partnership board, with the youth board. It is needed before it opens."),
    )
    reply_by = forms.DateField(
        label=gettext_lazy("People can read what was decided by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A day after it closes. It is needed before it opens."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuses dates in the wrong order, and one that has passed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes, reply = (cleaned.get(name) for name in ("opens_at", "closes_at", "reply_by"))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It has to close after it opens."))
        elif closes and closes <= timezone.now():
            self.add_error("closes_at", _("This has passed. Choose a later day."))
        if closes and reply and reply <= closes.astimezone(UK).date():
            self.add_error("reply_by", _("Choose a day after it closes."))
        return cleaned


def first_dates() -> dict[str, datetime]:
    """A week from now at nine until four weeks later at five, as UK clocks show it: to be changed."""
    opens = timezone.localdate() + SOON
    return {
        "opens_at": datetime.combine(opens, OPENS_AT, tzinfo=UK),
        "closes_at": datetime.combine(opens + OPEN_FOR, CLOSES_AT, tzinfo=UK),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; POST makes both drafts and leads to their checklist. Raises PermissionDenied."""
    user = cast("User", request.user)
    if not can_begin(user):
        raise PermissionDenied
    form = StartForm(request.POST if request.method == "POST" else None, initial=first_dates())
    if form.is_bound and form.is_valid():
        try:
            page = make_consultation(by=user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return redirect("consultation_checklist", page.pk)
    return render(request, "surveys/authoring/new.html", {"form": form}, status=422 if form.is_bound else 200)
