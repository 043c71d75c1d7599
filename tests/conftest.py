"""What every test stands on. Database tests run on a SQLite file, or on PostgreSQL where DATABASE_URL is given.

`@pytest.mark.django_db` rolls back; `transactional_db` (and journeys) really commit, and the rows that migrations wrote
(root page, locale, groups) are put back after each of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from config.env import ENV
from core.pages.cache import forget
from home.archive.cached import forget_cached
from home.archive.database import rest_triggers, resting_triggers
from home.tree import plant
from tests.database import PLANTED, Pristine

# The same examples every time and none against the clock: a run never fails by chance.
# HYPOTHESIS_PROFILE=search looks for new ones.
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
hypothesis_settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=QUIET)
hypothesis_settings.register_profile("search", deadline=None, suppress_health_check=QUIET)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

PRISTINE = pytest.StashKey[Pristine]()
RESTING = pytest.StashKey[Callable[[], None]]()
COMMITTING = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or bool(marker and marker.kwargs.get("transaction"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark committing tests, and leave out, saying so, what this machine or this run is not for."""
    for item in items:
        if _commits(item):
            item.add_marker(COMMITTING, append=False)
        if item.get_closest_marker("redis") and not ENV.redis_url:
            item.add_marker(pytest.mark.skip(reason="needs REDIS_URL"))
        if item.get_closest_marker("slow") and "slow" not in item.config.getoption("-m"):
            item.add_marker(pytest.mark.skip(reason="only in make soak"))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The migrated test database of this run (or worker), and a copy of its first rows."""
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        kept = django_db_keepdb and not django_db_createdb
        made = setup_databases(verbosity, interactive=False, keepdb=kept, serialized_aliases=[])
        request.config.stash[PRISTINE] = Pristine()
        with resting_triggers():
            PLANTED.take(plant, request.config.stash[PRISTINE])
        forget()
    yield
    with django_db_blocker.unblock():
        if django_db_keepdb:
            request.config.stash[PRISTINE].put_back()
        else:
            del request.config.stash[PRISTINE]
            teardown_databases(made, verbosity)


@pytest.fixture(autouse=True)
def _can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a committing test, let every table be emptied, then put the first rows and the triggers back."""
    if not _commits(request.node):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    request.node.stash[RESTING] = rest_triggers()
    # Told that its first rows are kept, Django leaves out the slow signals after emptying; Pristine has the rows. Said
    # here because a journey's main thread has a connection of its own (asgiref keeps one for each event loop).
    connection._test_serialized_contents = "[]"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Django has emptied the tables by the end of a committing test: put back what it started from."""
    try:
        return (yield)
    finally:
        # Also after the last test, whose journey may run once more; not where the database went with it.
        if (bring_triggers_back := item.stash.get(RESTING, None)) and PRISTINE in item.config.stash:
            with item.config.stash[blocking_manager_key].unblock():
                item.config.stash[PRISTINE].put_back()
                bring_triggers_back()
                connection.close()


@pytest.fixture(scope="session", autouse=True)
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads of tests go to a folder of this run."""
    kept = django_settings.MEDIA_ROOT
    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("media"))
    yield
    django_settings.MEDIA_ROOT = kept


@pytest.fixture
def media_root() -> Path:
    """Where uploads of this test run are written."""
    return Path(django_settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def _nothing_kept_in_memory() -> Iterator[None]:
    """No test sees what another one left in a cache, nor its language."""
    yield
    forget()
    translation.activate(django_settings.LANGUAGE_CODE)
    forget_cached()
