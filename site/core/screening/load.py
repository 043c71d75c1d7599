"""The first set of rules, from data/rules.json, written after every `migrate`."""

from __future__ import annotations

import json
from pathlib import Path

from core.screening.models import ScreeningRule

BUILT_IN = Path(__file__).parent / "data" / "rules.json"


def load_built_in(using: str = "default") -> None:
    """Write each built-in rule that is new, or newer than the one kept; a rule that staff edited is left alone."""
    rules = ScreeningRule.objects.using(using)
    kept = {rule.code: rule for rule in rules.all()}
    for wanted in json.loads(BUILT_IN.read_text(encoding="utf-8")):
        for several in ("terms", "exceptions"):
            wanted[several] = "\n".join(wanted.get(several, []))
        old = kept.get(wanted["code"])
        if old is None:
            rules.create(**wanted)
        elif not old.edited and old.version < wanted["version"]:
            for name, value in wanted.items():
                setattr(old, name, value)
            old.save(using=using)
