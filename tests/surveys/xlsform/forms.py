"""A form of 60 questions in two languages, as another tool would have made it."""

from __future__ import annotations

from typing import Any

COLUMNS = ["type", "name", "label::English (en)", "label::Welsh (cy)", "hint::English (en)", "hint::Welsh (cy)",
           "relevant", "constraint", "appearance", "required"]  # fmt: skip
LISTS = {
    "yes_no": [("yes", "Yes", "Ydw"), ("no", "No", "Nac ydw")],
    "way": [("walk", "I walk", "Cerdded"), ("bus", "By bus", "Ar y bws"), ("car", "By car", "Mewn car")],
    "places": [("park", "The park", "Y parc"), ("town", "In town", "Yn y dref"), ("none", "None of these", "Dim un")],
    "safe": [("1", "Never", "Byth"), ("2", "Sometimes", "Weithiau"), ("3", "Always", "Bob amser")],
}


def row(kind: str, name: str, words: str, **cells: str) -> list[Any]:
    """One row: its words, and the same in Welsh."""
    said = [words, f"{words} (yn Gymraeg)"] if words else ["", ""]
    hints = [cells["hint"], f"{cells['hint']} (yn Gymraeg)"] if "hint" in cells else ["", ""]
    rest = [cells.get(column, "") for column in ("relevant", "constraint", "appearance", "required")]
    return [kind, name, *said, *hints, *rest]


def survey(required: str = "") -> list[list[Any]]:
    """The sheet of its 60 questions, in five groups, a table of three questions counted as three."""
    rows = [
        COLUMNS,
        row("note", "welcome", "Thank you for taking part"),
        row("acknowledge", "agree", "I am happy to take part", required="yes"),
        row("select_one yes_no", "out", "Do you go out after dark?", hint="In the last month", required=required),
    ]
    for group in range(1, 6):
        rule = "${out} = 'yes'" if group == 2 else ""
        rows.append(row("begin_group", f"part_{group}", f"Part {group}", hint="About you", relevant=rule))
        rows += [
            row("select_one way", f"way_{group}", f"How do you get home? {group}"),
            row("select_multiple places", f"places_{group}", f"Where do you feel safe? {group}",
                constraint="count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)"),
            row("text", f"why_{group}", f"Why? {group}", relevant=f"selected(${{places_{group}}}, 'park')",
                appearance="multiline", constraint="string-length(.) <= 500"),
            row("text", f"street_{group}", f"Which street? {group}", constraint="string-length(.) <= 80"),
            row("integer", f"minutes_{group}", f"How many minutes? {group}", constraint=". >= 0 and . <= 240"),
            row("decimal", f"miles_{group}", f"How many miles? {group}", constraint=". >= 0.5",
                relevant=f"${{minutes_{group}}} > 10 and ${{way_{group}}} != 'car'"),
            row("date", f"day_{group}", f"Which day? {group}"),
            row("date", f"month_{group}", f"Which month? {group}", appearance="month-year"),
            row("rank way", f"best_{group}", f"Put these in order {group}"),
        ]  # fmt: skip
        if group == 3:
            rows += [
                row("begin_group", "table", "How safe is it there?", appearance="table-list"),
                *[row("select_one safe", f"safe_{one}", f"On the {one}") for one in ("bus", "street", "tram")],
                row("end_group", "", ""),
            ]
        else:
            rows += [row("select_one safe", f"feel_{group}_{one}", f"By {one}? {group}") for one in ("day", "night")]
        rows.append(row("end_group", "", ""))
    rows.append(row("text", "more", "Anything else?", relevant="not(${out} = 'no')"))
    return rows


def choices() -> list[list[Any]]:
    """The sheet of its lists."""
    columns = ["list_name", "name", "label::English (en)", "label::Welsh (cy)"]
    return [columns, *([name, *choice] for name, listed in LISTS.items() for choice in listed)]


SETTINGS = [["form_title", "form_id", "default_language"], ["After dark", "after_dark", "English (en)"]]
