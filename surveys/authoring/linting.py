"""What the linter says about a draft, as the checklist needs it."""

from __future__ import annotations

from surveys.definition import Definition
from surveys.linting import Kind, errors, problems

MOST_ADVICE = 3


def errors_in(definition: Definition) -> list[str]:
    """Plain sentences for what keeps `definition` from opening."""
    return [problem.words for problem in errors(definition)]


def advice_on(definition: Definition) -> list[str]:
    """The first sentences of advice, which stops nothing. About 0.2 seconds for 300 questions."""
    return [problem.words for problem in problems(definition) if problem.kind != Kind.ERROR][:MOST_ADVICE]
