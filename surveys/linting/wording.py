"""Advice on words, for English labels. A modest heuristic: it knows some phrases and says so by advising only. Pure.

Leading: a phrase that suggests the answer. Two in one: a question to be rated or answered by yes or no that joins two
things by “and” or “or”, apart from pairs that mean one thing. Duty: words as if an answer were owed; every question can
be skipped. After Krosnick and Presser, "Question and questionnaire design" (2010), and the Market Research Society's
guidelines on questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.pages.reading_age import LONG_SENTENCE, WANTED_AGE, ease_of
from surveys.definition import Definition, Question
from surveys.enums import QuestionKind
from surveys.expressions.naming import short
from surveys.linting.problem import Problem, advice

_LEADING = re.compile(
    r"\b(?:(?:do|would|should|are|is|was|were|did|does|have|has|can|could)n[’']t\s+(?:you|we|it|they|there|this|that)"
    r"|(?:do|would|don[’']t)\s+you\s+(?:not\s+)?agree(?:\s+that)?"
    r"|surely|obviously|of\s+course|as\s+(?:we|you|everybody|everyone)\s+(?:all\s+)?knows?|clearly"
    r"|most\s+people\s+(?:think|say|agree|want)|everyone\s+(?:thinks|says|agrees|wants)"
    r"|how\s+(?:great|good|bad|awful|terrible|unsafe|dangerous|much\s+better|much\s+worse)\s+(?:is|are|was|were|do|does|did)"
    r"|why\s+(?:do|did|are)\s+you\s+(?:not\s+)?(?:afraid|unsafe|scared))\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:required|mandatory|compulsory|obligatory|you\s+(?:must|have\s+to|need\s+to)\s+answer"
    r"|must\s+be\s+(?:answered|completed|filled\s+in)|please\s+answer\s+(?:all|every)|answer\s+all)\b|\*\s*$",
    re.IGNORECASE,
)
_TWO = re.compile(r"\b(?:and/or|and\s+also|and|or)\b", re.IGNORECASE)
_ONE_THING = re.compile(
    r"\b(?:between\b.{1,40}?\band|you\s+and\s+your|and\s+(?:so\s+on|back)|to\s+and\s+from|friends\s+(?:and|or)\s+family|family\s+(?:and|or)"
    r"\s+friends|boys\s+and\s+girls|young\s+(?:men|women|people)\s+and\s+\w+|mums?\s+(?:and|or)\s+dads?|parents?\s+(?:and|or)\s+carers?|more\s+or\s+less|now\s+and\s+then"
    r"|day\s+(?:and|or)\s+night|up\s+and\s+down|black\s+and\s+white|arts?\s+and\s+crafts?|health\s+and\s+safety"
    r"|one\s+or\s+two|two\s+or\s+three|once\s+or\s+twice|in\s+and\s+(?:around|out)|safe\s+and\s+(?:well|sound)"
    r"|school\s+or\s+college|(?:bus|train|tram)\s+(?:or|and)\s+(?:bus|train|tram)|whether\s+or\s+not|or\s+not)\b",
    re.IGNORECASE,
)
_WELSH = re.compile(
    r"[ŵŷŴŶ]|\b(?:ydych|ydy|ydyn|oes|chi|eich|yn\s+y|pa\s+mor|sut|faint|gallwch|hoffech|rydych|ddim)\b",
    re.IGNORECASE,
)
"""Letters, and common words of questions, that are Welsh and mostly not English."""
_JUDGED = frozenset(
    {QuestionKind.YES_NO, QuestionKind.SCALE, QuestionKind.AGREEMENT, QuestionKind.EMOJI, QuestionKind.STATEMENTS}
)
"""Kinds that ask for one judgement, so that two things in one question cannot be told apart."""


def unjudged(definition: Definition) -> tuple[str, ...]:
    """The languages of which nothing is said here, by code: a question that is good English may lead in another."""
    return definition.languages[1:]


def wording_advice(definition: Definition) -> Iterator[Problem]:
    """What might be said better, question by question, and how the whole reads. Of the English words alone."""
    for question in definition.questions:
        if _may_be_english(question.label):
            yield from _about(question)
    age = ease_of("\n".join(text for text in _texts(definition) if _may_be_english(text))).age
    if age is not None and age > WANTED_AGE:
        words = _(
            "The whole reads like a text for somebody aged %(age)s. Try for 12: shorter sentences, everyday words."
        )
        yield advice("", words % {"age": age})


def _may_be_english(text: str) -> bool:
    """Whether English rules can say anything of `text`: not where most letters are of another script, or where it is
    clearly Welsh, which has words and letters of its own."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter.isascii() for letter in letters)
    return 2 * latin > len(letters) and len(_WELSH.findall(text)) < 2


def _texts(definition: Definition) -> Iterator[str]:
    for section in definition.sections:
        yield from (section.title, section.intro)
    for question in definition.questions:
        yield from (question.label, question.help, *(row.label for row in question.rows))


def _about(question: Question) -> Iterator[Problem]:
    name = {"name": short(question.label)}
    leading = _LEADING.search(question.label)
    if leading:
        words = _("‘%(name)s’ may lead people to an answer: “%(part)s”. Ask it so that every answer sounds as good.")
        yield advice(question.qid, words % {**name, "part": leading.group()})
    if question.kind in _JUDGED:
        for label in (question.label, *(row.label for row in question.rows)):
            if _TWO.search(_ONE_THING.sub(" ", label)):
                words = _("‘%(name)s’ may ask two things in one. If somebody could answer them differently, ask twice.")
                yield advice(question.qid, words % {"name": short(label)})
    duty = _DUTY.search(f"{question.label} {question.help}".strip()) or _DUTY.search(question.label)
    if duty and question.skippable and question.asks:
        words = _("‘%(name)s’ sounds as if people had to answer: “%(part)s”. Every question can be skipped.")
        yield advice(question.qid, words % {**name, "part": duty.group().strip()})
    long = ease_of("\n".join((question.label, question.help))).long
    if long:
        words = _("‘%(name)s’ has a sentence of more than %(most)s words. Could it be two?")
        yield advice(question.qid, words % {**name, "most": LONG_SENTENCE})
