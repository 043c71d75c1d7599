"""Making database and files ready: only what is needed, so that a second start takes seconds."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from core.areas.models import Area


def get_ready(out: OutputWrapper) -> None:
    """Make database, static files and (in demo mode) the demonstration ready, saying each step to `out`.

    Raises CommandError with one sentence when an address does not answer.
    """
    check_addresses()
    with _step(out, "Updating the database"):
        migrate()
    with _step(out, "Gathering static files"):
        collect_static()
    if demo_is_wanted():
        with _step(out, "Loading the demonstration partnership, Brackenshire (once)"):
            load_demo()


@contextmanager
def _step(out: OutputWrapper, words: str) -> Iterator[None]:
    """Say what is being done, then how long it took."""
    out.write(f"{words} ...", ending="")
    out.flush()
    began = time.monotonic()
    try:
        yield
    except BaseException:
        out.write(" failed")
        raise
    out.write(f" done ({time.monotonic() - began:.1f} s)")


def check_addresses() -> None:
    """Raise CommandError with one sentence when the database or the cache does not answer."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        reason = (str(problem).strip().splitlines() or ["no reason given"])[0]
        raise CommandError(f"The database does not answer; check DATABASE_URL ({reason}).") from None
    try:
        cache.get("any")
    except Exception as problem:
        raise CommandError(f"Redis does not answer; check REDIS_URL ({problem}).") from None


def migrate() -> int:
    """Apply missing migrations; returns how many there were."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


def collect_static() -> bool:
    """Collect static files where any changed since the last time; returns whether any did."""
    now = _static_fingerprint()
    kept = Path(settings.STATIC_ROOT) / ".fingerprint"
    if kept.exists() and kept.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(now, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo_is_wanted() -> bool:
    """Whether to load the demonstration: demo mode, and nothing there yet or a load that was cut short."""
    if not settings.DEMO:
        return False
    begun = get_user_model()._default_manager.filter(is_demo=True).exists()
    return not _demo_marker().exists() if begun else not Area.objects.exists()


def load_demo() -> None:
    """Load the demonstration, and note in the data folder that it is whole."""
    call_command("demo", verbosity=0)
    _demo_marker().touch()


def _demo_marker() -> Path:
    return Path(settings.DATA) / "demo-loaded"
