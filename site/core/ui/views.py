"""The gallery: every component with sample words, for people who build pages. Only where GALLERY is on."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.ui.symbols import ART, ICONS


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name people see", help_text="Make one up. Please do not use your real name.")
    area = forms.ChoiceField(label="Your area", choices=[("a", "Marlow Vale"), ("b", "Kestrel Bay")])
    way = forms.ChoiceField(
        label="How do you get home most often?",
        choices=[("walk", "Walk"), ("bus", "Bus or train"), ("no", "I would rather not say")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pick how you get home most often"},
    )
    tell = forms.MultipleChoiceField(
        label="Tell me when",
        choices=[("reply", "Someone replies to me"), ("done", "Something I asked for changes")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="Your message", widget=forms.Textarea(attrs={"rows": 4}), max_length=300)
    rules = forms.BooleanField(label="I have read the house rules", error_messages={"required": "Tick the house rules"})


@require_safe
def gallery(request: HttpRequest, *, mistakes: bool = False) -> HttpResponse:
    """Every component, and the sample form empty or with every mistake."""
    form = SampleForm({"words": "x" * 301} if mistakes else None)
    return render(
        request,
        "ui/gallery.html",
        {
            "form": form,
            "icons": sorted(ICONS),
            "artwork": sorted(ART),
            "crumbs": [("Home", "/"), ("Find help", "/support/")],
            "numbers": [(1, "?page=1"), (2, "?page=2"), (None, ""), (9, "?page=9")],
            "voices": [("Lights on the canal path, please.", "Marlow Vale"), ("Ask us first. Then build it.", "13–15")],
            "card_meta": ["18 November", "Tarn Moor"],
            "file_meta": ["PDF", "220 KB", "1 page"],
        },
    )
