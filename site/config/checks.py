"""What must hold before a site may answer at all."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection

from config.env import EnvironmentProblem


def refuse_demo_accounts() -> None:
    """Raise EnvironmentProblem where a site that is no demonstration has accounts whose password is public. One query.

    A database without tables yet has no accounts.
    """
    if not settings.REFUSE_DEMO_ACCOUNTS:
        return
    try:
        found = apps.get_model("people.User")._default_manager.filter(is_demo=True).exists()
    except (ProgrammingError, OperationalError):
        if "people_user" not in connection.introspection.table_names():
            return
        raise
    if found:
        raise EnvironmentProblem(
            "This database holds demo accounts, whose password is public; start with DEMO=1 to show the demonstration, "
            "or use a database of its own for a real site."
        )
