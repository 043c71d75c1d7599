"""A backup of one site becomes another site, in an empty data folder; and a file that will not do changes nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from wagtail.models import Page

from config.env import ROOT
from core.audit import sealing
from core.people.models import User
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.people import PASSWORD, MemberFactory
from tests.waiting import PATIENCE_SECONDS

LOOK = """
import io, json, sys
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page
client = Client(HTTP_HOST="localhost")
answer = client.post("/account/login/", {"login": "kez", "password": "%s"})
verified = io.StringIO()
call_command("audit", "verify", stdout=verified)
try:
    call_command("restore", sys.argv[0], verbosity=0)
    again = ""
except CommandError as problem:
    again = str(problem)
print(json.dumps({
    "audit": verified.getvalue()[:18],
    "again": again[:26],
    "pages": Page.objects.count(),
    "signed_in": "_auth_user_id" in client.session,
    "upload": default_storage.open("images/kept.txt").read().decode(),
    "article": client.get("/news/six-lights/").status_code,
}))
"""


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> Path:
    """The file of a small site: pages, an account with a password, an upload, a sealed audit."""
    small_site()
    article("six-lights")
    MemberFactory(username="kez")
    default_storage.delete("images/kept.txt")
    default_storage.save("images/kept.txt", ContentFile(b"kept"))
    sealing.seal()
    path = tmp_path / "site.tar.gz"
    call_command("backup", path, verbosity=0)
    return path


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site that has nothing yet, on the same kind of database as this run."""
    environment = os.environ | {"SAYSO_DATA": str(tmp_path / "empty"), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    environment |= {"DATABASE_URL": "", "REDIS_URL": "", "STORAGE_URL": ""}
    if connection.vendor == "sqlite":
        yield environment
        return
    given, name = connection.settings_dict, f"restored_{os.getpid()}"
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    address = f"postgres://{given['USER']}{password}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield environment | {"DATABASE_URL": address}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=5 * PATIENCE_SECONDS, check=False
    )


def test_a_backup_becomes_a_whole_site_in_an_empty_data_folder(backup, empty_site):
    restored = manage(empty_site, "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert re.search(r"\d+ rows and \d+ uploads are back", restored.stdout)
    looked = manage(empty_site, "shell", "--no-imports", "-c", LOOK % PASSWORD)
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout.splitlines()[-1]) == {
        "audit": "The audit is whole",
        "again": "This site is not empty; ad",
        "pages": Page.objects.count(),
        "signed_in": True,
        "upload": "kept",
        "article": 200,
    }


def members_of(path):
    with tarfile.open(path) as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive}


def repack(path, members):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_the_last_bytes(path):
    path.write_bytes(path.read_bytes()[:-6])


def flip(path):
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(bytes(damaged))


def drop_a_row(path):
    members = members_of(path)
    members["rows.jsonl"] = members["rows.jsonl"].partition(b"\n")[2]
    repack(path, members)


def a_row_of_nothing(path):
    members = members_of(path)
    members["rows.jsonl"] += b'{"model": "people.nothing", "pk": 1, "fields": {}}\n'
    repack(path, members)


def the_same_row_twice(path):
    members = members_of(path)
    members["rows.jsonl"] += members["rows.jsonl"].splitlines()[-1] + b"\n"
    repack(path, members)


def bad_text(path):
    members = members_of(path)
    members["rows.jsonl"] += b"\xff\xfe\n"
    repack(path, members)


def another_programs(path):
    repack(path, {"manifest.json": b'["made elsewhere"]', "rows.jsonl": b""})


def no_rows(path):
    members = members_of(path)
    del members["rows.jsonl"]
    repack(path, members)


def outside(path):
    repack(path, members_of(path) | {"media/../../evil.txt": b"x"})


def of_another_version(path):
    members = members_of(path)
    manifest = json.loads(members["manifest.json"])
    manifest["migrations"].append("people.9999_later")
    repack(path, members | {"manifest.json": json.dumps(manifest).encode()})


def no_tar(path):
    path.write_bytes(gzip.compress(b"hello" * 1000))


def empty(path):
    path.write_bytes(b"")


DAMAGE = [cut, cut_the_last_bytes, flip, drop_a_row, a_row_of_nothing, the_same_row_twice, bad_text, another_programs]
DAMAGE += [no_rows, outside, of_another_version, no_tar, empty]


def test_a_file_that_will_not_do_is_refused_in_one_sentence_and_nothing_is_lost(backup):
    whole, pages = backup.read_bytes(), Page.objects.count()
    for harm in DAMAGE:
        backup.write_bytes(whole)
        harm(backup)
        with pytest.raises(CommandError) as refused:
            call_command("restore", backup, replace=True, verbosity=0)
        assert "\n" not in str(refused.value), harm
        assert (User.objects.get().username, Page.objects.count()) == ("kez", pages), harm
        with default_storage.open("images/kept.txt") as upload:
            assert upload.read() == b"kept", harm
    missing = backup.with_name("none.tar.gz")
    with pytest.raises(CommandError, match="cannot be read as a backup"):
        call_command("restore", missing, replace=True)
