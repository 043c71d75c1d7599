"""Names of choices and rows for rules and exports: made once, out of their first words, and then never another. Pure.

Without one, rules call a choice by its opaque id. A name stays when the words change: it says nothing to the public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surveys.compiling import ID_LENGTH, NONE_SUFFIX, STANDARD
from surveys.expressions import RuleError
from surveys.expressions.values import RATHER_NOT
from surveys.standard.library import item_of
from surveys.xlsform.naming import free, short_name
from surveys.xlsform.rules import NotTaken, rewritten
from surveys.xlsform.taking import Place

LONGEST = 24
_SMALL = frozenset(
    ["a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "is", "are", "it", "my", "i", "we"]
)
Stored = dict[str, Any]


def name_choices(
    blocks: Sequence[Mapping[str, Any]], codes: Mapping[str, str], *, asked: str = ""
) -> tuple[list[Stored], dict[str, str]]:
    """`blocks` with rules that call choices by name, and `codes` with a name for every choice and row without one.

    `asked`: all rules of what is public; an id that they use stays, so that naming never changes who is asked. What
    cannot be read, or would be too long, is left as it is.
    """
    made = [{**block, "value": dict(block["value"])} for block in blocks]
    named = dict(codes)
    places: dict[str, Place] = {}
    for block in made:
        name = block["value"].get("code") or f"q_{_bare(block['id'])}"
        choices, rows = (dict(_calls(parts, named, asked)) for parts in _parts(block))
        places[name] = Place(name, 0, 0, choices)
        places |= {f"{name}.{old}": Place(f"{name}.{new}", 0, 0, choices) for old, new in (choices | rows).items()}
    try:
        for block in made:
            if block["value"].get("when"):
                block["value"]["when"] = rewritten(block["value"]["when"], places)
    except (RuleError, NotTaken):
        return [dict(block) for block in blocks], dict(codes)
    return made, named


def _calls(parts: list[tuple[str, str]], named: dict[str, str], asked: str) -> Iterator[tuple[str, str]]:
    """What rules called each of `parts`, and what they call it now; names in `named` what had none."""
    taken = {RATHER_NOT, *(named[identity] for identity, _words in parts if identity in named)}
    for number, (identity, words) in enumerate(parts, 1):
        old = _bare(identity)
        if identity in named or old in asked:
            yield named.get(identity, old), named.get(identity, old)
            continue
        named[identity] = free(_name(words) or f"choice_{number}", taken, LONGEST)
        taken.add(named[identity])
        yield old, named[identity]


def _parts(block: Stored) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The choices, and the rows, as (id in `codes`, words); no name may be there twice among either."""
    value, begin = block["value"], block["id"].replace("-", "")[:6]
    choices = [(item["id"], _words(item["value"])) for item in value.get("choices", [])]
    if value.get("none_of_these"):
        choices.append((begin + NONE_SUFFIX, NONE_SUFFIX))
    if block["type"] == STANDARD:
        choices = [(block["id"][:6] + one["code"], one["label"]) for one in item_of(block)["choices"]]
    return choices, [(item["id"], _words(item["value"])) for item in value.get("rows", [])]


def _bare(identity: str) -> str:
    return identity.replace("-", "")[:ID_LENGTH]


def _words(value: Any) -> str:
    return str((value.get("label") if isinstance(value, Mapping) else value) or "")


def _name(words: str) -> str:
    """The first telling words as a name: “Bus or train” → `bus_train`. Empty where no letter of it fits in a name."""
    every = [short_name(word).removeprefix("n_").lower() for word in words.split()]
    telling = ([word for word in every if word and word not in _SMALL] or [word for word in every if word])[:3]
    while len(telling) > 1 and len("_".join(telling)) > LONGEST:
        telling.pop()
    return short_name("_".join(telling))[:LONGEST].strip("_")
