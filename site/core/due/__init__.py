"""Everything that happens by itself at a time: one registry, run by `manage.py work` and `manage.py serve`."""

from core.due.registry import Job, jobs, register

__all__ = ["Job", "jobs", "register"]
