"""One file of rules and results, on which the server and the browser agree.

`vectors.json` holds `{"rule", "tree", "answers", "gives"}` each. Answers are as rules read them; an object holds the
rows of a grid or the points of choices. What a number comes to is `{"number": "12.5"}`, a truth and a text are
themselves. What the rules mean is in `surveys.expressions`; a change of one line here is a change of the language.
"""

from __future__ import annotations

import json
from base64 import b64encode
from gzip import compress
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import sync_playwright

from surveys.definition import Answer, Choice, Question, Row
from surveys.enums import QuestionKind
from surveys.expressions import LookUp, evaluate, holds, to_json
from surveys.expressions.values import Value, to_truth
from tests.browser import FLAGS, find_chromium

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "surveys/static/surveys/rules.js"
VECTORS = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = VECTORS["cases"]

IN_THE_BROWSER = """
async ([source, cases, today]) => {
  const {evaluate, holds} = await import("data:text/javascript;base64," + source);
  const told = (value) => typeof value === "number" ? {number: Object.is(value, -0) ? "0" : String(value)} : value;
  return cases.map(({tree, answers}) => {
    const lookUp = (name, part) => {
      const found = answers[name];
      return typeof found === "object" ? found[part] : found;
    };
    return [told(evaluate(tree, lookUp, today)), holds(tree, lookUp, today)];
  });
}
"""


def asked(name: str, answer: Any) -> tuple[Question, Answer]:
    """A question whose answer reads as `answer` does in the file."""
    if isinstance(answer, dict) and all(isinstance(one, str) for one in answer.values()):
        rows, choices = tuple(Row(one, one) for one in answer), tuple(Choice(one, one) for one in answer.values())
        return Question(name, QuestionKind.GRID, name, rows=rows, choices=choices, code=name), answer
    if isinstance(answer, dict):
        choices = tuple(Choice(one, one) for one in answer)
        return Question(name, QuestionKind.POINTS, name, choices=choices, code=name), answer
    kind = QuestionKind.TEXT if isinstance(answer, str) else QuestionKind.NUMBER
    return Question(name, kind, name, code=name), answer


def given(answers: dict[str, Any]) -> LookUp:
    """The answers as a skip rule looks them up."""
    found = {name: asked(name, answer) for name, answer in answers.items()}
    return found.get


def told(value: Value) -> Any:
    """A value as the file holds it, with the spelling of numbers that browsers have."""
    if not isinstance(value, float):
        return value
    words = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(str(value))
    return {"number": words or repr(value)}


def same(left: Any, right: Any) -> bool:
    """Whether two values of the file are the same, however a number is spelled."""
    if isinstance(left, dict) and isinstance(right, dict):
        one, other = float(left["number"]), float(right["number"])
        return one == other or (one != one and other != other)
    return type(left) is type(right) and left == right


def truth(value: Any) -> bool:
    """Whether a value of the file counts as true."""
    return to_truth(float(value["number"]) if isinstance(value, dict) else value)


def test_there_are_hundreds_of_cases() -> None:
    assert len(CASES) > 500


def test_the_server_agrees_with_the_file() -> None:
    with time_machine.travel(f"{VECTORS['today']} 12:00 +0000", tick=False):
        found = [evaluate(case["rule"], given(case["answers"])) for case in CASES]
        held = [holds(case["rule"], given(case["answers"])) for case in CASES]
    assert [case for case, value in zip(CASES, found, strict=True) if not same(told(value), case["gives"])] == []
    assert held == [to_truth(value) for value in found]


def test_the_browser_gets_the_trees_of_the_file() -> None:
    assert [case["rule"] for case in CASES if to_json(case["rule"]) != case["tree"]] == []


@pytest.mark.browser
def test_the_browser_agrees_with_the_file() -> None:
    source = b64encode(SCRIPT.read_bytes()).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        found = browser.new_page().evaluate(IN_THE_BROWSER, [source, CASES, VECTORS["today"]])
        browser.close()
    wrong = [
        (case["rule"], case["answers"], case["gives"], result, held)
        for case, (result, held) in zip(CASES, found, strict=True)
        if not same(result, case["gives"]) or held is not truth(result)
    ]
    assert wrong == []


def test_the_browser_downloads_little() -> None:
    assert len(compress(SCRIPT.read_bytes())) <= 2048
