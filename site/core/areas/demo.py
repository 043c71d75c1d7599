"""Brackenshire, the fictional place of the demo, from its partnership file."""

from __future__ import annotations

import datetime

from config.env import ROOT
from core.areas import actions, partnership_file

FILE = ROOT / "deploy" / "partnerships" / "brackenshire.toml"


def load(today: datetime.date) -> None:
    """Write Brackenshire and its five areas. Running it twice changes nothing; nothing of it depends on `today`."""
    plan = partnership_file.read(FILE)
    actions.write_partnership(plan)
    actions.load_postcodes(plan, lambda done, of: None)
