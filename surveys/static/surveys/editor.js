// Beside "Show it only when" in the editor of a survey: pick an earlier question and an answer, and the rule is written
// into the field, which stays the truth. Above the questions: a list to jump by. Without this script both fields work.
function survey() {
  const STREAM = "questions";
  const facts = JSON.parse(document.getElementById("survey-editor-facts")?.textContent || "null");
  const words = facts?.words;
  // The fields by name, read once for whatever happens in one go: asking the document each time took seconds.
  let fields = null;
  function find(name) {
    if (!fields) {
      fields = new Map();
      for (const field of editor.elements) if (field.name && !fields.has(field.name)) fields.set(field.name, field);
      queueMicrotask(() => (fields = null));
    }
    return fields.get(name);
  }
  const editor = document.getElementById("w-editor-form");
  if (!facts || !editor) return;

  const part = (tag, text, options = {}) => Object.assign(document.createElement(tag), { textContent: text, ...options });
  const bare = (id) => id.replaceAll("-", "").slice(0, 12);
  const changed = (input) => ["input", "change"].forEach((kind) => input.dispatchEvent(new Event(kind, { bubbles: true })));
  const own = (input) => input.value || (input.value = crypto.randomUUID());

  // The children of a stream or list that were not deleted, in the order in which they stand.
  function children(prefix) {
    const found = [];
    const count = Number(find(`${prefix}-count`)?.value || 0);
    for (let number = 0; number < count; number += 1) {
      const order = find(`${prefix}-${number}-order`);
      if (order && !find(`${prefix}-${number}-deleted`)?.value) found.push({ at: `${prefix}-${number}`, order: Number(order.value) });
    }
    return found.sort((one, other) => one.order - other.order);
  }

  function question({ at }, number) {
    const kind = find(`${at}-type`).value;
    const label = find(`${at}-value-label`)?.value || find(`${at}-value-title`)?.value || facts.library[find(`${at}-value-item`)?.value]?.label || "";
    return { at, kind, number, label, code: find(`${at}-value-code`) };
  }

  function questions() {
    let number = 0;
    return children(STREAM).map((child) => question(child, find(`${child.at}-type`).value === "section" ? number : (number += 1)));
  }

  const PARTED = { grid: "rows", statements: "rows", points: "choices" };
  // What a rule can ask about in a question: itself, or each of its rows (of points: each choice), by name and words.
  function things(one) {
    if (!PARTED[one.kind]) return [one];
    return listed(`${one.at}-value-${PARTED[one.kind]}`).map(([part, words]) => ({ ...one, part, words }));
  }
  const title = (one) => (one.part ? `${one.label}${/[.?!…:;,؟؛،]\s*$/.test(one.label) ? "" : ":"} ${one.words}` : one.label);

  // The lines of a list that an editor wrote: [name in rules, words].
  function listed(prefix) {
    return children(prefix).map(({ at }) => {
      const block = own(find(`${at}-id`));
      return [facts.codes[block] || bare(block), (find(`${at}-value`) || find(`${at}-value-label`))?.value || ""];
    });
  }

  // What can be picked in a question: [name in rules, words].
  function answers(one) {
    const id = () => bare(own(find(`${one.at}-id`)));
    if (one.kind === "points") return [];
    const rather_not = find(`${one.at}-value-prefer_not`)?.checked ? [["prefer_not", words.prefer_not]] : [];
    if (facts.standing[one.kind]) {
      const steps = Number(find(`${one.at}-value-steps`)?.value || 0);
      return [...facts.standing[one.kind].slice(0, steps || undefined), ...rather_not];
    }
    if (one.kind === "place") return find(`${one.at}-value-squares`)?.checked ? facts.squares : facts.areas;
    if (one.kind === "standard") {
      const item = facts.library[find(`${one.at}-value-item`)?.value];
      const begin = find(`${one.at}-id`).value.slice(0, 6);
      return (item?.choices || []).map(([code, label]) => [facts.codes[begin + code] || begin + code, label]);
    }
    const picked = listed(`${one.at}-value-choices`);
    const none = find(`${one.at}-value-none_of_these`)?.value;
    const alone = id().slice(0, 6) + "none";
    if (none) picked.push([facts.codes[alone] || alone, none]);
    return picked.length ? [...picked, ...rather_not] : [];
  }

  const asks = (one) => !["section", "information", "content_note", "signpost"].includes(one.kind);

  // A short name for rules out of the question's words, where it has none: unique in the survey.
  function named(one) {
    if (!one.code || one.code.value) return one.code?.value || `q_${bare(own(find(`${one.at}-id`)))}`;
    const taken = new Set(questions().map((other) => other.code?.value).filter(Boolean));
    const plain = one.label.normalize("NFD").replace(/[^A-Za-z0-9 ]/g, "").toLowerCase().split(/\s+/);
    const telling = plain.filter((word) => word.length > 2 && !facts.small.includes(word)).slice(0, 3).join("_").slice(0, 24);
    const begin = /^[a-z]/.test(telling) ? telling : `q_${telling || one.number}`;
    let name = begin;
    for (let more = 2; taken.has(name); more += 1) name = `${begin}_${more}`;
    one.code.value = name;
    changed(one.code);
    return name;
  }

  const quoted = (value) => (value.includes("'") ? `"${value.replaceAll('"', "")}"` : `'${value}'`);
  function rule(one, how, value) {
    const name = `\${${named(one)}${one.part ? `.${one.part}` : ""}}`;
    return {
      is: () => `${name} = ${quoted(value)}`,
      not: () => `${name} != '' and ${name} != ${quoted(value)}`,
      has: () => `selected(${name}, ${quoted(value)})`,
      lacks: () => `${name} != '' and not(selected(${name}, ${quoted(value)}))`,
      same: () => `${name} = ${Number(value)}`,
      more: () => `${name} > ${Number(value)}`,
      less: () => `${name} < ${Number(value)}`,
      any: () => `${name} != ''`,
      none: () => `${name} = ''`,
    }[how]();
  }

  function ways(one) {
    if (one.kind === "multiple") return ["has", "lacks", "any", "none"];
    if (["number", "points"].includes(one.kind)) return ["same", "more", "less", "any", "none"];
    const single = ["single", "picture", "place", "standard", "grid"].includes(one.kind) || one.kind in facts.standing;
    return single ? ["is", "not", "any", "none"] : ["any", "none"];
  }

  // The rule of a field in words, for those who do not read rules.
  function read(text) {
    const every = questions();
    let last = null;
    return text.replace(/\$\{\s*(\w+)(?:\.(\w+))?\s*\}|'([^']*)'|"([^"]*)"|!=|>|<|=/g, (found, name, row, one, two) => {
      if (name) {
        last = every.find((other) => other.code?.value === name || `q_${bare(find(`${other.at}-id`)?.value || "")}` === name);
        if (last && row) last = things(last).find((thing) => thing.part === row);
        return last ? `“${title(last)}”` : found;
      }
      if (found === "!=") return words.isnt;
      if (found === "=") return words.is;
      if (found === ">" || found === "<") return found === ">" ? words.more : words.less;
      const value = one ?? two;
      if (value === "") return words.empty;
      return `“${(last && answers(last).find(([code]) => code === value)?.[1]) || value}”`;
    });
  }

  function options(select, pairs) {
    select.replaceChildren(...pairs.map(([value, text]) => part("option", text, { value })));
  }

  function build(field) {
    const at = field.name.replace(/-value-when$/, "");
    const box = part("details", "", { className: "rule-builder" });
    const said = part("p", "", { className: "rule-said" });
    const which = part("select", "", { ariaLabel: words.which });
    const how = part("select", "", { ariaLabel: words.how });
    const pick = part("select", "", { ariaLabel: words.answer });
    const type = part("input", "", { type: "number", step: "any", ariaLabel: words.answer });
    const join = part("select", "", { ariaLabel: words.join });
    const add = part("button", words.add, { type: "button", className: "button button-small button-secondary" });
    options(join, [["and", words.and], ["or", words.or]]);
    box.append(part("summary", words.build), part("span", words.only_when), which, how, pick, type, join, add);
    field.after(box);
    box.before(said);
    let earlier = [];
    const chosen = () => earlier[which.selectedIndex];
    const show = () => {
      const kind = how.value;
      pick.hidden = !["is", "not", "has", "lacks"].includes(kind);
      type.hidden = !["same", "more", "less"].includes(kind);
      join.hidden = !field.value.trim();
    };
    const fill = () => {
      const one = chosen();
      options(how, one ? ways(one).map((way) => [way, words.ways[way]]) : []);
      options(pick, one ? answers(one) : []);
      show();
    };
    const tell = () => {
      said.textContent = field.value.trim() ? `${words.shown} ${read(field.value)}` : "";
    };
    box.addEventListener("toggle", () => {
      const every = questions();
      const here = every.findIndex((one) => one.at === at);
      earlier = every.slice(0, here).filter(asks).flatMap(things);
      options(which, earlier.map((one) => [one.at, `${one.number}. ${title(one)}`]));
      add.disabled = !earlier.length;
      if (!earlier.length) options(which, [["", words.nothing]]);
      fill();
    });
    which.addEventListener("change", fill);
    how.addEventListener("change", show);
    field.addEventListener("input", tell);
    add.addEventListener("click", () => {
      const made = rule(chosen(), how.value, type.hidden ? pick.value : type.value);
      const before = field.value.trim();
      const apart = (text) => (/ (and|or) /.test(text) ? `(${text})` : text);
      field.value = before ? `${apart(before)} ${join.value} ${apart(made)}` : made;
      changed(field);
      show();
    });
    tell();
  }

  // Choices are typed one after the other: Enter goes on to the next (it would save the draft), and lines that are pasted
  // become a choice each.
  const LINE = new RegExp(`^(${STREAM}-\\d+-value-(?:choices|rows))-(\\d+)-value$`);
  function following(field, suits = () => true) {
    const [, list, number] = field.name.match(LINE);
    const all = children(list);
    const after = (lines) => lines[lines.findIndex(({ at }) => at === `${list}-${number}`) + 1];
    const next = after(all) && find(`${after(all).at}-value`);
    if (next && suits(next)) return next;
    field.closest("[data-streamfield-child]").nextElementSibling?.click();
    fields = null;
    const now = children(list);
    return now.length > all.length ? find(`${after(now).at}-value`) : null;
  }
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.localName !== "input" || !event.target.name.startsWith(`${STREAM}-`)) return;
    if (["checkbox", "radio"].includes(event.target.type)) return;
    event.preventDefault();
    if (LINE.test(event.target.name)) following(event.target)?.focus();
  });
  editor.addEventListener("paste", (event) => {
    let field = event.target;
    if (!LINE.test(field.name || "")) return;
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.replace(/^\s*[-•*]\s+/, "").trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    lines.forEach((line, number) => {
      if (number) field = following(field, (next) => !next.value) || field; // what was written already stays
      field.value = line.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
      changed(field);
    });
    field.focus();
  });

  // The needs that have a page of help, to pick from.
  const known = part("datalist", "", { id: "survey-needs" });
  known.append(...(facts.needs || []).map(([slug, name]) => part("option", name, { value: slug })));
  editor.append(known);

  const seen = new WeakSet();
  function enhance() {
    document.querySelectorAll(`input[name^="${STREAM}-"][name$="-value-need"]`).forEach((field) => field.setAttribute("list", known.id));
    document.querySelectorAll(`input[name^="${STREAM}-"][name$="-value-when"]`).forEach((field) => {
      if (seen.has(field)) return;
      seen.add(field);
      build(field);
    });
  }

  function jumping() {
    const list = part("ol", "", { className: "jump-list" });
    const box = part("details", "", { className: "jump" });
    box.append(part("summary", words.jump), list);
    find(`${STREAM}-count`).before(box);
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      list.replaceChildren(
        ...questions().map((one) => {
          const line = document.createElement("li");
          const button = part("button", `${one.kind === "section" ? words.section : `${one.number}.`} ${one.label || "–"}`, { type: "button" });
          button.addEventListener("click", () => {
            const block = find(`${one.at}-type`).closest("[data-streamfield-child]");
            const toggle = block?.querySelector("[data-panel-toggle]");
            if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
            block?.scrollIntoView({ block: "start" });
            toggle?.focus({ preventScroll: true });
          });
          line.append(button);
          return line;
        }),
      );
    });
  }

  // Wagtail writes the blocks some time after this script ran, and more of them whenever one is added.
  let waiting = 0;
  let begun = false;
  function look() {
    if (!find(`${STREAM}-count`)) return;
    if (!begun) jumping();
    begun = true;
    enhance();
  }
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  }).observe(editor, { childList: true, subtree: true });
  look();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", survey);
else survey();
