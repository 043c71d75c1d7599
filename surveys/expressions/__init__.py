"""Skip rules: a part of the language of XLSForm, over the answers to earlier questions.

Written: `${name}` an answer (`${grid.row}` one row of a grid, `${points.choice}` the points of one choice), `.` the
question itself, `'text'`, `12.5`, `and or not() = != < <= > >= + - * div mod ( )`, `selected(several, one)`,
`count-selected() if(rule, a, b) coalesce(a, b) string-length() number() today() true() false()`.

What it means:
- Nothing answered, skipped, or not on the person's way reads as an empty text. A choice reads as its name, several as
  their names with spaces between, "I would rather not say" as `prefer_not`, a number as a number, a day as 2026-03-09,
  a month as 2026-03.
- `=` and `!=` compare truths if one side is a truth, numbers if one side is a number, else texts. So `!=` holds where
  nothing was answered, as in XLSForm; `surveys.linting` advises to ask `${name} != ''` beside it.
- `< <= > >=` and reckoning turn both sides into numbers: days count from 1 January 1970, a month is its first day, any
  other text (an empty one too) is NaN. Whatever is reckoned with NaN is NaN, and no comparison with it holds but `!=`.
- A rule holds where it comes to a truth, a text that is not empty, or a number that is neither 0 nor NaN.
- Nothing divides by nothing: the result is infinite, or NaN. `mod` has the sign of its left side.
- Limits: 2 kB, 500 parts, 32 inside each other. A stored rule that cannot be read does not hold.
"""

from surveys.expressions.checking import Standing, faults
from surveys.expressions.evaluating import LookUp, evaluate, holds
from surveys.expressions.naming import names_of, parts_of
from surveys.expressions.reading import FUNCTIONS, names_in, read, to_json
from surveys.expressions.tree import Node, RuleError
from surveys.expressions.wording import condition, in_words

__all__ = [
    "FUNCTIONS",
    "LookUp",
    "Node",
    "RuleError",
    "Standing",
    "condition",
    "evaluate",
    "faults",
    "holds",
    "in_words",
    "names_in",
    "names_of",
    "parts_of",
    "read",
    "to_json",
]
