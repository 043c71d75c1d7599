"""The box above a page's body in the editor: what still stops it from going up, and what would make it easier."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from core.pages.gate import page_problems
from core.pages.reading_age import advice

MOST_SAID = 8


class AdvicePanel(Panel):
    """Says what the gate would say to the page as it was last saved, and advice that stops nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/advice_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """`stops` (at most eight sentences) and `advice`; both empty on a page that was never saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            stops = [problem.words for rows in page_problems(page).values() for problem in rows] if page.pk else []
            body = getattr(page, "body", None)
            english = getattr(page, "locale_id", None) is None or page.locale.language_code.startswith("en")
            context["stops"] = list(dict.fromkeys(stops))[:MOST_SAID]
            context["advice"] = advice(body.get_prep_value(), english=english) if body else []
            return context
