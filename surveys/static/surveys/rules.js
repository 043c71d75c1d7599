// Skip rules in the browser, from the lists of surveys.expressions.to_json: hints only, the server decides.
// It means what surveys/expressions/values.py means: tests/surveys/vectors.json holds both to it.

const number = (value) => {
  if (typeof value !== "string") return Number(value);
  const bare = value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(bare)) return Number(bare);
  const [, year, month, day = "01"] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(bare) || [];
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === +day ? at / 864e5 : NaN;
};

const text = (value) =>
  Number.isInteger(value)
    ? String(BigInt(value))
    : String(value).replace(/^(-?)(\d)\.?(\d*)e-(\d+)$/, (_, sign, first, rest, by) => `${sign}0.${"0".repeat(by - 1)}${first}${rest}`);

const words = (value) => text(value).split(/[ \t\r\n]+/).filter(Boolean);

const equal = (left, right) => {
  const kinds = [typeof left, typeof right];
  if (kinds.includes("boolean")) return !!left === !!right;
  return kinds.includes("number") ? number(left) === number(right) : left === right;
};

const counting = (work) => (left, right) => work(number(left), number(right));

const steps = {
  and: (...all) => all.every(Boolean),
  or: (...all) => all.some(Boolean),
  not: (one) => !one,
  "=": equal,
  "!=": (left, right) => !equal(left, right),
  "<": counting((left, right) => left < right),
  "<=": counting((left, right) => left <= right),
  ">": counting((left, right) => left > right),
  ">=": counting((left, right) => left >= right),
  "+": counting((left, right) => left + right),
  "-": counting((left, right) => left - right),
  "*": counting((left, right) => left * right),
  div: counting((left, right) => left / right),
  mod: counting((left, right) => (Number.isFinite(left) ? left % right : NaN)),
  negative: (one) => -number(one),
  selected: (several, one) => words(several).includes(text(one).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")),
  "count-selected": (one) => words(one).length,
  if: (asked, yes, no) => (asked ? yes : no),
  coalesce: (first, second) => (first === "" ? second : first),
  "string-length": (one) => [...text(one)].length,
  number,
  true: () => true,
  false: () => false,
};

/** What `rule` comes to. `lookUp(name, part)`: a text or a number; undefined where nothing is there. `today`: "2026-03-09". */
export const evaluate = (rule, lookUp, today) => {
  if (!Array.isArray(rule)) return rule;
  const [op, ...args] = rule;
  if (op === "ref" || op === ".") return lookUp(...(op === "ref" ? args : [op])) ?? "";
  return op === "today" ? today : steps[op](...args.map((one) => evaluate(one, lookUp, today)));
};

/** Whether `rule` holds; an empty one (true) does. */
export const holds = (rule, lookUp, today) => Boolean(evaluate(rule, lookUp, today));
