"""What the gate says about a page as it stands, outside the editor's form."""

from __future__ import annotations

from core.pages.gate import page_problems
from core.pages.models import BasePage


def standing_problems(page: BasePage) -> list[str]:
    """Plain sentences for what stops `page` from being public now; an empty list where nothing does."""
    return [problem.words for rows in page_problems(page).values() for problem in rows]
