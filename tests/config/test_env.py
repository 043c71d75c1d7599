"""Each wrong value in the environment gives one clear sentence and an error, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]


def run(arguments, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": "site", **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def read(tmp_path, **environment):
    return run(["-c", "import config.env"], **{"SAYSO_DATA": str(tmp_path / "data"), **environment})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eighty", "PORT must be a number from 1 to 65535"),
        ("PORT", "0", "PORT must be a number from 1 to 65535"),
        ("PORT", "65536", "PORT must be a number from 1 to 65535"),
        ("PORT", "-1", "PORT must be a number from 1 to 65535"),
        ("DATABASE_URL", "mysql://host/name", "DATABASE_URL must start with one of"),
        ("DATABASE_URL", "postgres://host:many/name", "The port in DATABASE_URL must be a number"),
        ("REDIS_URL", "http://host", "REDIS_URL must start with one of"),
        ("EMAIL_URL", "someone@example.org", "EMAIL_URL must start with one of"),
        ("STORAGE_URL", "ftp://host", "STORAGE_URL must start with one of"),
        ("DEMO", "perhaps", "DEMO must be 1 or 0"),
        ("SAYSO_DATA", "/dev/null/inside", "cannot be written"),
    ],
)
def test_a_wrong_value_gives_one_sentence(tmp_path, name, value, words):
    found = read(tmp_path, **{name: value})
    assert found.returncode == 1
    assert words in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_a_password_in_an_address_is_never_repeated(tmp_path):
    found = read(tmp_path, DATABASE_URL="mysql://someone:hunter2@host/name")
    assert "hunter2" not in found.stderr


def test_the_made_secret_is_kept_and_readable_by_its_owner_only(tmp_path):
    assert read(tmp_path).returncode == 0
    kept = tmp_path / "data" / "secret_key"
    first = kept.read_text()
    assert len(first) >= 50
    assert kept.stat().st_mode & 0o077 == 0
    assert read(tmp_path).returncode == 0
    assert kept.read_text() == first


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k9#" * 25 + "Zq!x7",
    "ALLOWED_HOSTS": "sayso.example.org",
    "EMAIL_URL": "smtp+tls://someone:word@mail.example.org:587",
}


def test_production_passes_every_deployment_check(tmp_path):
    found = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], SAYSO_DATA=str(tmp_path), **PRODUCTION)
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_production_says_what_it_misses(tmp_path, name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    found = run(["-c", "import django; django.setup()"], SAYSO_DATA=str(tmp_path), **environment)
    assert found.returncode == 1
    assert found.stderr.startswith(f"{name} must")
    assert len(found.stderr.strip().splitlines()) == 1


def test_a_demonstration_never_sends_letters_outside(tmp_path):
    show = "from django.conf import settings as s; print(s.EMAIL_BACKEND, s.DEMO)"
    found = run(["-c", show], SAYSO_DATA=str(tmp_path), **{**PRODUCTION, "DEMO": "1"})
    assert found.stdout.strip() == "django.core.mail.backends.filebased.EmailBackend True"
