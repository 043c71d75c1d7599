"""A part of the site: some words, and the pages below it as cards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.pages.panels import content_panels
from home.partnership.models.written import LOCAL_PARENTS, WrittenPage
from home.partnership.page_types import ABOUT_THE_PARTNERSHIP


class SectionPage(WrittenPage):
    """Gathers pages. Where governance groups are among them, it draws who reports to whom."""

    parent_page_types = LOCAL_PARENTS
    subpage_types = ["home.StandardPage", *ABOUT_THE_PARTNERSHIP]
    content_panels = content_panels("body")
    page_description = _("A few words, and the pages below it as cards.")

    class Meta:
        verbose_name = _("section")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """The pages below, and the chart of groups where there are any: at most three queries."""
        from core.pages.cache import keep_while_shown  # noqa: PLC0415 - it reads people, who are not loaded yet
        from home.partnership.chart import chart  # noqa: PLC0415 - they read these models
        from home.partnership.models import GovernanceGroupPage, ProjectPage  # noqa: PLC0415
        from home.partnership.queries import children, project_words  # noqa: PLC0415

        cards = children(self)
        keep_while_shown(request, cards)
        kinds = {card.model for card in cards}
        words = project_words(cards) if ProjectPage in kinds else {}
        return {
            "cards": [(card, words.get(card.page_id, "")) for card in cards],
            "chart": chart(request) if GovernanceGroupPage in kinds else None,
        }
