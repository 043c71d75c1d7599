"""Starting, being asked how it is, and stopping."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from config import checks
from config.env import EnvironmentProblem
from core.due import lease, registry
from core.due.loop import Background
from core.people.models import User
from home import health
from home.serving import one_copy
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]


def serve(**environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_a_busy_port_gives_one_sentence_and_touches_no_database(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = serve(PORT=str(taken.getsockname()[1]), SAYSO_DATA=str(tmp_path))
    assert found.returncode == 1
    assert "cannot be used (address already in use)" in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "sayso.sqlite3").exists()


def test_a_second_copy_gives_one_sentence_that_names_the_first(tmp_path):
    with one_copy.hold_lock(tmp_path, 8765):
        found = serve(PORT="8766", SAYSO_DATA=str(tmp_path))
    assert found.returncode == 1
    assert (
        f"already running on the data folder {tmp_path} (process {os.getpid()}, http://localhost:8765)" in found.stderr
    )
    assert len(found.stderr.strip().splitlines()) == 1


def test_the_lock_is_free_again_when_its_holder_has_ended(tmp_path):
    one_copy.hold_lock(tmp_path, 8765).close()
    one_copy.hold_lock(tmp_path, 8766).close()
    with pytest.raises(CommandError), one_copy.hold_lock(tmp_path, 1), one_copy.hold_lock(tmp_path, 2):
        pass


def test_healthz_answers_without_the_database(client):
    response = client.get("/healthz")
    assert response.json() == {"alive": True}
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_503_and_names_the_worker_until_one_works(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": True, "cache": True, "migrations": True, "worker": False}
    lease.take("someone")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_part_that_fails_makes_readyz_503_and_never_500(client, monkeypatch):
    def broken():
        raise OSError

    monkeypatch.setitem(health.CHECKS, "cache", broken)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] is False


@pytest.mark.django_db
def test_one_worker_leads_until_it_gives_back():
    assert lease.take("first")
    assert lease.take("first")
    assert not lease.take("second")
    lease.give_back("second")
    assert not lease.take("second")
    lease.give_back("first")
    assert lease.take("second")


def test_background_runs_jobs_survives_a_failure_and_stops_in_time(transactional_db, monkeypatch):
    ran, failed = threading.Event(), threading.Event()

    def breaks():
        failed.set()
        raise ValueError("on purpose")

    monkeypatch.setattr(registry, "_jobs", {})
    registry.register("breaks", 0.1, breaks)
    registry.register("works", 0.1, ran.set)
    background = Background()
    background.start()
    assert failed.wait(PATIENCE_SECONDS)
    ran.clear()
    assert ran.wait(PATIENCE_SECONDS)
    assert background.stop(PATIENCE_SECONDS)
    assert not lease.is_held()


@pytest.mark.django_db
def test_a_real_site_refuses_to_start_with_demo_accounts(settings):
    settings.REFUSE_DEMO_ACCOUNTS = True
    checks.refuse_demo_accounts()
    User.objects.create_user("someone", is_demo=True)
    with pytest.raises(EnvironmentProblem, match="demo accounts"):
        checks.refuse_demo_accounts()
