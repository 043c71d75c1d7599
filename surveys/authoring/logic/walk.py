"""A walk through a survey as somebody: what was answered so far is in the page itself, signed, and stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from surveys.definition import Definition, Document, Question
from surveys.expressions import condition, in_words
from surveys.forms import AnswerForm
from surveys.linting import errors, example
from surveys.paths import before, first_unseen, path_of
from surveys.wording import wording_of

SALT = "surveys.walk"


@dataclass(frozen=True)
class Step:
    """One question in the list beside the walk. `state`: "here", "done", "coming" or "out"; `words`: answer or rule."""

    question: Question
    state: str
    words: str


@dataclass
class Walk:
    """Where a walk is. `at`: the id of the question that is shown; empty at the end."""

    definition: Definition
    document: Document = field(default_factory=dict)
    at: str = ""

    @classmethod
    def begin(cls, definition: Definition, to: str = "") -> Walk:
        """A walk from the first question or, with answers that lead there, from the question `to`."""
        walk = cls(definition)
        if to in definition.places and not errors(definition):
            walk.document = example(definition, to) or {}
            walk.document.pop(to, None)
        walk.at = to if to in walk._path() else next(iter(walk._path()), "")
        return walk

    @classmethod
    def read(cls, definition: Definition, token: str) -> Walk | None:
        """The walk that `token()` gave; None where it was not ours."""
        try:
            stored = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        known = {qid: answer for qid, answer in stored["document"].items() if qid in definition.places}
        walk = cls(definition, known, stored["at"])
        if walk.at and walk.at not in walk._path():
            walk.to_first_unseen()
        return walk

    def token(self) -> str:
        """All of it, signed, for a hidden field."""
        return signing.dumps({"document": self.document, "at": self.at}, salt=SALT, compress=True)

    def _path(self) -> list[str]:
        return [one.qid for one in path_of(self.definition, self.document)]

    @property
    def question(self) -> Question | None:
        """What is shown; None at the end."""
        return self.definition.questions[self.definition.places[self.at]] if self.at else None

    def form(self, data: Any = None) -> AnswerForm | None:
        """The form of the question; None at the end and for what asks nothing."""
        question = self.question
        if question is None or not question.asks:
            return None
        return AnswerForm(question, data, answer=self.document.get(question.qid))

    def go(self, data: Any) -> AnswerForm | None:
        """Do what was pressed: next, skip, back, or to:ID. Gives the form where its answer has to be mended."""
        pressed = str(data.get("go", "next"))
        if pressed.startswith("to:"):
            self.at = pressed[3:] if pressed[3:] in self._path() else self.at
            return None
        if pressed == "back":
            path = self._path()
            earlier = before(self.definition, self.document, self.at) if self.at else None
            self.at = earlier.qid if earlier else (path[-1] if path and not self.at else self.at)
            return None
        form = self.form(data) if pressed != "skip" else None
        if form is not None and not form.is_valid():
            return form
        if self.at:
            self.document[self.at] = form.to_store() if form else None
            self._on()
        return None

    def _on(self) -> None:
        """To the next on the way; from the last one, to the first that was not shown yet."""
        place = self.definition.places[self.at]
        following = [qid for qid in self._path() if self.definition.places[qid] > place]
        if following:
            self.at = following[0]
        else:
            self.to_first_unseen()

    def to_first_unseen(self) -> None:
        """To the first question without an entry; to the end where there is none."""
        unseen = first_unseen(self.definition, self.document)
        self.at = unseen.qid if unseen else ""

    def steps(self) -> list[Step]:
        """Every question, with how it stands for this person."""
        path = set(self._path())
        return [self._step(one, path) for one in self.definition.questions]

    def _step(self, question: Question, path: set[str]) -> Step:
        if question.qid not in path:
            return Step(question, "out", self._rules(question))
        state = "here" if question.qid == self.at else "done" if question.qid in self.document else "coming"
        said = wording_of(question, self.document[question.qid]) if state == "done" and question.asks else ""
        return Step(question, state, said if isinstance(said, str) else ", ".join(said))

    def _rules(self, question: Question) -> str:
        """When it is shown, its section's rule first."""
        section = self.definition.section.get(question.section)
        over, own = section.when if section else "", question.when
        if over.strip() and own.strip():
            said = {"over": in_words(over, self.definition), "own": condition(own, self.definition)}
            return _("%(over)s, and then only when %(own)s") % said
        return in_words(own if own.strip() else over, self.definition)
