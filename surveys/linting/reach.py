"""Questions that nobody can come to, rules that contradict themselves or decide nothing, and early ends. Pure.

Said only where it is proved; where it could not be told, that is what is said. The way of proving is in `searching`.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.definition import Definition, Document, Question
from surveys.enums import CHOOSING, QuestionKind
from surveys.expressions.naming import short
from surveys.linting.guards import guard_of
from surveys.linting.problem import Problem, advice
from surveys.linting.ruling import ruled
from surveys.linting.searching import Found, Known, Verdict, search, together
from surveys.linting.space import Space, names_of_rule


class Reach:
    """Which questions of a survey can be reached, with an example for each."""

    def __init__(self, definition: Definition) -> None:
        self.space = Space(definition)
        self.found: dict[tuple[str, ...], Found] = {}
        for question in definition.questions:
            rules = self.space.rules(question)
            if rules not in self.found:
                self.found[rules] = self._found(rules)

    def _found(self, rules: tuple[str, ...]) -> Found:
        behind = self.space.behind(rules)
        return (behind and self._from_earlier(rules, behind)) or search(self.space, rules)

    def _from_earlier(self, rules: tuple[str, ...], behind: list[Question]) -> Found | None:
        """The example of the last question that `rules` read, with another answer to it: most often that does."""
        last = behind[-1]
        earlier = self.found.get(self.space.rules(last))
        if earlier is None or earlier.verdict != Verdict.YES:
            return None
        known: Known = dict(earlier.known)
        guards = [guard_of(rule) for rule in rules]
        for answer in self.space.candidates(last).answers:
            known[last.name] = (last, answer)
            if together(guards, known) is True:
                return Found(Verdict.YES, known)
        return None

    def of(self, question: Question) -> Found:
        """Whether `question` can be reached."""
        return self.found[self.space.rules(question)]


def example(definition: Definition, qid: str) -> Document | None:
    """Answers that lead to the question `qid`; None where none were found."""
    found = Reach(definition).of(definition.questions[definition.places[qid]])
    return found.document if found.verdict == Verdict.YES else None


def reach_advice(definition: Definition) -> Iterator[Problem]:
    """What searching the answers shows. The rules must be without errors."""
    reach = Reach(definition)
    odd: set[str] = set()
    for problem in _odd_rules(reach.space):
        odd.add(problem.qid)
        yield problem
    for question in definition.questions:
        section = definition.section.get(question.section)
        if question.qid in odd or (section and section.sid in odd):
            continue
        yield from _about(question, reach.of(question).verdict)
    yield from _early_ends(reach)


def _odd_rules(space: Space) -> Iterator[Problem]:
    """Rules that nothing, or everything, makes hold."""
    for one in ruled(space.definition):
        name = {"name": short(one.name)}
        if search(space, (one.rule,), free=True).verdict == Verdict.NO:
            words = _("The rule of ‘%(name)s’ contradicts itself: no answers make it hold, so it is never shown.")
            yield advice(one.qid, words % name)
        elif search(space, (one.rule,), free=True, wanted=False).verdict == Verdict.NO:
            words = _("The rule of ‘%(name)s’ holds whatever is answered. Leave it out.")
            yield advice(one.qid, words % name)


def _about(question: Question, verdict: Verdict) -> Iterator[Problem]:
    name = {"name": short(question.label)}
    if verdict == Verdict.NO:
        words = _("Nobody can come to ‘%(name)s’: no answers before it lead here.")
        yield advice(question.qid, words % name)
    elif verdict == Verdict.UNTOLD:
        words = _("We could not tell whether anybody comes to ‘%(name)s’. Try its rule with “Walk it as…”.")
        yield advice(question.qid, words % name)


def _early_ends(reach: Reach) -> Iterator[Problem]:
    """Choices after which nothing more is asked, though others go on."""
    definition, space = reach.space.definition, reach.space
    asking = [one for one in definition.questions if one.asks]
    last_for_all = max((place for place, one in enumerate(asking) if not space.rules(one)), default=-1)
    named = {name for one in definition.questions for rule in space.rules(one) for name in names_of_rule(rule)}
    for place, question in enumerate(asking[:-1]):
        if place < last_for_all or question.name not in named or question.kind not in CHOOSING - {QuestionKind.CONSENT}:
            continue
        later = asking[place + 1 :]
        gone: Known = dict.fromkeys(one.name for one in later)
        groups = tuple(dict.fromkeys(map(space.rules, later)))
        ends = [choice.label for choice in question.choices if _ends(reach, question, choice.cid, gone, groups)]
        if ends and len(ends) < len(question.choices):
            words = _(
                "Whoever answers ‘%(name)s’ with %(choices)s is asked nothing after it. Leave it so if you mean it."
            )
            said = ", ".join(f"‘{short(one)}’" for one in ends)
            yield advice(question.qid, words % {"name": short(question.label), "choices": said})


def _ends(reach: Reach, question: Question, cid: str, gone: Known, groups: tuple[tuple[str, ...], ...]) -> bool:
    """Whether it is proved that nothing after `question` is asked of anybody who picked `cid`.

    `gone`: the names of what comes after it, none of them on the way; `groups`: the rules that it stands under.
    Whatever is asked first after it is asked while all the rest is not on the way yet.
    """
    reach.space.left -= 10 * len(groups)
    if reach.space.left < 0:
        return False
    given: Known = {**gone, question.name: (question, cid)}
    example = {**reach.of(question).known, **given}
    if any(together([guard_of(rule) for rule in rules], example) for rules in groups):
        return False
    asked = reach.space.rules(question)
    return all(search(reach.space, (*rules, *asked), given=given).verdict == Verdict.NO for rules in groups)
