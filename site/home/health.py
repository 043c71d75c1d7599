"""Whether this process lives, and whether the site can serve people: for load balancers and monitors."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.due import lease

logger = logging.getLogger(__name__)
_migrated = False


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"alive": true}` while the process answers; asks nothing of the database."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything that people need works, else 503; says which part by name and no more."""
    answers = {name: _works(name, check) for name, check in CHECKS.items()}
    ready = all(answers.values())
    return JsonResponse({"ready": ready, **answers}, status=200 if ready else 503)


def _works(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        logger.exception("The readiness check %s failed", name)
        return False


def database_answers() -> bool:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def cache_answers() -> bool:
    """Whether the cache (Redis, or memory) gives back what it was given. Writes one value for ten seconds."""
    value = secrets.token_hex(4)
    cache.set("readyz", value, 10)
    return cache.get("readyz") is not None


def migrations_applied() -> bool:
    """Whether the database has every migration of this code. Remembered once true: code does not change as it runs."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def worker_lives() -> bool:
    """Whether a worker renewed its lease in the last 30 seconds."""
    return lease.is_held()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_answers,
    "migrations": migrations_applied,
    "worker": worker_lives,
}
