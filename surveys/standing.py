"""Choices that come with a kind of question, the same in every survey and in every language of the site. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys.enums import QuestionKind

Stored = Mapping[str, Any]
Standing = list[tuple[str, Callable[[], str], str]]
"""Of each choice: what follows the question's id in its own, its words in the language of the moment, and its face."""


def _yes_no(value: Stored) -> Standing:
    return [
        ("yes", lambda: _("Yes"), ""),
        ("no", lambda: _("No"), ""),
        ("dontknow", lambda: _("I don’t know"), ""),
    ]


def _consent(value: Stored) -> Standing:
    return [("yes", lambda: _("Yes, I agree"), ""), ("no", lambda: _("No, I don’t agree"), "")]


def _agreement(value: Stored) -> Standing:
    return [
        ("agree2", lambda: _("Strongly agree"), ""),
        ("agree1", lambda: _("Agree"), ""),
        ("neither", lambda: _("Neither agree nor disagree"), ""),
        ("disagree1", lambda: _("Disagree"), ""),
        ("disagree2", lambda: _("Strongly disagree"), ""),
    ]


def _statements(value: Stored) -> Standing:
    return [("agree", lambda: _("Agree"), ""), ("disagree", lambda: _("Disagree"), ""), ("pass", lambda: _("Pass"), "")]


def _emoji(value: Stored) -> Standing:
    return [
        ("face1", lambda: _("Very bad"), "😞"),
        ("face2", lambda: _("Bad"), "🙁"),
        ("face3", lambda: _("In between"), "😐"),
        ("face4", lambda: _("Good"), "🙂"),
        ("face5", lambda: _("Very good"), "😀"),
    ]


def _scale(value: Stored) -> Standing:
    """Steps from 1 to `steps` (5), the first and the last with words."""
    steps = int(value.get("steps") or 5)
    ends = {1: (value.get("low") or "").strip(), steps: (value.get("high") or "").strip()}

    def said(number: int) -> Callable[[], str]:
        return lambda: f"{number} – {ends[number]}" if ends.get(number) else str(number)

    return [(f"step{number}", said(number), "") for number in range(1, steps + 1)]


STANDING: dict[QuestionKind, Callable[[Stored], Standing]] = {
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CONSENT: _consent,
    QuestionKind.AGREEMENT: _agreement,
    QuestionKind.STATEMENTS: _statements,
    QuestionKind.EMOJI: _emoji,
    QuestionKind.SCALE: _scale,
}
"""What each kind brings, by the stored value of its block."""
