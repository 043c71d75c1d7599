"""Everything that happens by itself at a time."""

from django.apps import AppConfig
from django.core.management import call_command

from core.due.registry import register


def clear_sessions() -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions", verbosity=0)


def prune_task_results() -> None:
    """Delete what background tasks left behind, two days after they ended."""
    call_command("prune_db_task_results", min_age_days=2, verbosity=0)


class DueConfig(AppConfig):
    """Registers the housekeeping of Django."""

    name = "core.due"
    label = "due"

    def ready(self) -> None:
        """Register the housekeeping of Django; features register their own jobs."""
        register("sessions.clear", 3600, clear_sessions)
        register("tasks.prune", 6 * 3600, prune_task_results)
