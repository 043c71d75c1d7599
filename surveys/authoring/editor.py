"""What the rule builder of the editor (`surveys/editor.js`) knows: answers that come with a kind, and its words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.areas.squares import squares
from surveys.authoring.needs import needs
from surveys.definition import ELSEWHERE
from surveys.models import Survey
from surveys.standard.library import items
from surveys.standing import STANDING

MEDIA = forms.Media(js=["surveys/editor.js"], css={"all": ["surveys/staff.css"]})
_SMALL = "the and you your for are was does did how what which when where who why with from that this have has can"
_TEN_STEPS = {"steps": "10"}


def facts(survey: Survey | None) -> dict[str, Any]:
    """For a JSON script on the page. Three queries: for the areas, the squares and the needs."""
    standing = {
        kind.value: [(code, str(words())) for code, words, _emoji in made(_TEN_STEPS)]
        for kind, made in STANDING.items()
    }
    elsewhere = (ELSEWHERE, _("Somewhere else"))
    library = {
        key: {"label": item["label"], "choices": [(choice["code"], choice["label"]) for choice in item["choices"]]}
        for key, item in items().items()
    }
    codes = survey.codes if survey is not None else {}
    return {
        "standing": standing,
        "areas": [*Area.objects.order_by("name").values_list("slug", "name"), elsewhere],
        "squares": [*((square.ref.lower(), square.label) for square in squares()), elsewhere],
        "library": library,
        "codes": codes,
        "needs": needs(),
        "small": _SMALL.split(),
        "words": _said(),
    }


def _said() -> dict[str, Any]:
    return {
        "build": _("Build a rule"),
        "only_when": _("Show it only when"),
        "which": _("Question"),
        "how": _("How it was answered"),
        "answer": _("Answer"),
        "join": _("Together with the rule so far"),
        "and": _("and"),
        "or": _("or"),
        "add": _("Write the rule"),
        "nothing": _("There is no question before this one"),
        "shown": _("In words: only when"),
        "is": _("is"),
        "isnt": _("is not"),
        "more": _("is more than"),
        "less": _("is less than"),
        "empty": _("unanswered"),
        "jump": _("All questions: jump to one"),
        "section": _("Section:"),
        "prefer_not": _("I would rather not say"),
        "ways": {
            "is": _("is"),
            "not": _("is answered, and is not"),
            "has": _("includes"),
            "lacks": _("is answered, and does not include"),
            "same": _("is"),
            "more": _("is more than"),
            "less": _("is less than"),
            "any": _("is answered"),
            "none": _("is not answered"),
        },
    }
