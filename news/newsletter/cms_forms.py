"""Forms of `/cms/`: writing a newsletter, choosing when it leaves, and looking for one exact address."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core.areas.models import Area
from news.newsletter import prose
from news.newsletter.addresses import LONGEST
from news.newsletter.compiling import includable
from news.newsletter.issuing import LATEST
from news.newsletter.models import Newsletter
from news.newsletter.rules import composes_everywhere, own_areas

MOST_ITEMS = 30


class NewsletterForm(WagtailAdminModelForm):
    """The editor's form: areas that are the editor's own, links that can stand in a letter, pages that all may see."""

    def clean(self) -> dict[str, Any]:
        """Say beside the field what is wrong."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_areas(list(cleaned.get("areas") or []))
        bad = prose.insecure_links(cleaned.get("intro") or "")
        if bad:
            self.add_error("intro", _("This link must begin with https://: %(link)s") % {"link": bad[0][:100]})
        linked = prose.page_links(cleaned.get("intro") or "")
        if set(linked) - set(includable(linked)):
            self.add_error("intro", _("It links to a page that is not public, or is sensitive. Take the link out."))
        return cleaned

    def _check_areas(self, chosen: list[Area]) -> None:
        user = self.for_user
        if user is None or composes_everywhere(user) or "areas" not in self.cleaned_data:
            return
        if not chosen or {area.pk for area in chosen} - own_areas(user):
            self.add_error("areas", _("Choose your own area, and no other."))

    def is_valid(self) -> bool:
        """As always; and each page is one that a newsletter may name."""
        fine = bool(super().is_valid())
        formset = self.formsets.get("items")
        if formset is None or not formset.is_valid():
            return fine
        rows = [row for row in formset.forms if row.cleaned_data.get("page") and not row.cleaned_data.get("DELETE")]
        good = includable(row.cleaned_data["page"].pk for row in rows)
        seen: set[int] = set()
        for row in rows:
            page_id = row.cleaned_data["page"].pk
            if page_id not in good:
                row.add_error("page", _("This page is not public, is for some people only, or is sensitive."))
            elif page_id in seen:
                row.add_error("page", _("This page is in the list twice."))
            fine = fine and page_id in good and page_id not in seen
            seen.add(page_id)
        if len(rows) > MOST_ITEMS:
            self.add_error(None, _("More than 30 pages are too many for one newsletter."))
            fine = False
        return fine

    def save(self, commit: bool = True) -> Newsletter:
        """Remember who began it."""
        if self.instance.pk is None and self.for_user is not None:
            self.instance.author = self.for_user
        saved: Newsletter = super().save(commit=commit)
        return saved


class WhenForm(forms.Form):
    """When a newsletter leaves."""

    at = forms.DateTimeField(
        label=gettext_lazy("Day and time"),
        required=False,
        help_text=gettext_lazy("UK time. Empty: as soon as you agree."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_at(self) -> datetime.datetime | None:
        """A time from now to a year from now; None for at once. Raises ValidationError."""
        at: datetime.datetime | None = self.cleaned_data["at"]
        if at is None:
            return None
        now = timezone.now()
        try:
            if at < now:
                raise ValidationError(_("That time has passed. Leave it empty to send it now."))
            if at > now + LATEST:
                raise ValidationError(_("Choose a time within a year."))
        except OverflowError:
            raise ValidationError(_("Choose a time within a year.")) from None
        return at


class AgreeForm(WhenForm):
    """The last question: what the person saw, and that they are sure."""

    revision = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class LookUpForm(forms.Form):
    """One exact address."""

    email = forms.CharField(
        label=gettext_lazy("The whole e-mail address"),
        max_length=2 * LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
