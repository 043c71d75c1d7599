"""What to mend before a consultation opens (errors, which stop publishing) and what to think about (advice). Pure."""

from __future__ import annotations

from surveys import piping
from surveys.definition import Definition
from surveys.linting.problem import Kind, Problem, error
from surveys.linting.reach import example, reach_advice
from surveys.linting.ruling import rule_advice, rule_errors
from surveys.linting.shape import shape_advice, shape_errors
from surveys.linting.wording import wording_advice

__all__ = ["Kind", "Problem", "errors", "example", "problems"]


def errors(definition: Definition) -> list[Problem]:
    """What stops publishing: rules and words that cannot be read or refer to what is not there or not yet, and a survey
    that asks nothing."""
    unfit = (error(qid, words) for qid, words in piping.faults(definition))
    return [*shape_errors(definition), *rule_errors(definition), *unfit]


def problems(definition: Definition) -> list[Problem]:
    """Everything, errors first, then advice in the order of the questions. About 0.2 seconds for 300 questions.

    What only searching the answers shows (nobody comes here, contradictions) is left out while there are errors.
    """
    wrong = errors(definition)
    found = [*rule_advice(definition), *wording_advice(definition), *shape_advice(definition)]
    if not wrong:
        found += reach_advice(definition)
    places = {**definition.places}
    for question in definition.questions:
        places.setdefault(question.section, places[question.qid])
    return wrong + sorted(found, key=lambda problem: places.get(problem.qid, -1))
