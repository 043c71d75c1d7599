"""How far somebody has come on their way through a survey, told so that no number ever goes the wrong way. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.definition import Definition, Question
from surveys.enums import QuestionKind
from surveys.steps import Path, Screen


@dataclass(frozen=True)
class Progress:
    """How far somebody has come. `first`, `last`: numbers of the questions on this page; `to_go`: the most that can
    still come; `exact`: whether no answer can change that.

    Each rule that is not decided yet counts as if it held, so on *Next* the share of the way never falls and `to_go`
    never grows. Consent and things to read are not counted.
    """

    first: int
    last: int
    to_go: int
    exact: bool

    @property
    def of(self) -> int:
        """How many questions there are in all, at most."""
        return self.last + self.to_go


def progress(definition: Definition, path: Path, screen: Screen) -> Progress:
    """How far somebody on `path` has come with `screen`."""
    here = definition.places[screen.questions[-1].qid]
    first_here = definition.places[screen.first.qid]
    on_path = {question.qid for question in path}
    numbered = [question for question in path if _counts(question)]
    done = sum(definition.places[question.qid] <= here for question in numbered)
    asked = sum(_counts(question) for question in screen.questions)
    to_go, exact = 0, True
    for place in range(here + 1, len(definition.questions)):
        question = definition.questions[place]
        open_yet = definition.decided[place] >= first_here
        if _counts(question) and (open_yet or question.qid in on_path):
            to_go += 1
            exact = exact and not open_yet
    return Progress(first=done - asked + 1, last=done, to_go=to_go, exact=exact)


def _counts(question: Question) -> bool:
    return question.asks and question.kind != QuestionKind.CONSENT


def is_certain(definition: Definition, screen: Screen) -> bool:
    """Whether the next page is the same whatever is answered on this one: no skip rule reads it, and it may be left."""
    places = {definition.places[question.qid] for question in screen.questions}
    return not any(last in places for last in definition.decided) and all(one.skippable for one in screen.questions)
