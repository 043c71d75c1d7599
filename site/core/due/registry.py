"""Which jobs fall due, and how often. Apps fill it in `apps.ready()`; the registry knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """`run` is called with nothing about every `every_seconds`; it must be short, repeatable and safe to run late."""

    name: str
    every_seconds: float
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(name: str, every_seconds: float, run: Callable[[], object]) -> None:
    """Have `run()` called every `every_seconds`. `name` is unique, such as `audit.seal`; a second call replaces it."""
    _jobs[name] = Job(name, every_seconds, run)


def jobs() -> list[Job]:
    """Every registered job, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)
