"""What staff do with many services at once in the list of `/cms/`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from core.pages.reviews import uk_today
from core.people.models import User
from support.checked import mark_checked
from support.models import Service
from support.rights import may_edit


class CheckedBulkAction(SnippetBulkAction):
    """Somebody rang them all and everything is right: only the dates move."""

    display_name = _("Checked today")
    action_type = "checked"
    aria_label = _("Note that the chosen services were checked today")
    template_name = "support/staff/checked.html"
    action_priority = 5
    models = [Service]

    def check_perm(self, snippet: Service) -> bool:
        """Whether the user may edit this service."""
        return may_edit(self.request.user, snippet)

    def get_execution_context(self) -> dict[str, Any]:
        """Who does it."""
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: Sequence[Service], user: User, **_kwargs: Any) -> tuple[int, int]:
        """Mark each; how many parents (none) and services that were."""
        return mark_checked(by=user, services=objects, today=uk_today()), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many were noted."""
        return ngettext(
            "%(count)d service was noted as checked today.",
            "%(count)d services were noted as checked today.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
