"""Everything out, and back."""

from __future__ import annotations

import tarfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from core.areas.models import Area
from core.audit.models import AuditEntry
from core.people.models import User


@pytest.fixture
def archive(transactional_db, tmp_path):
    User.objects.create_user("someone", email="someone@example.org")
    Area.objects.create(name="Marlow Vale", slug="marlow-vale", ons_codes=["E00000001"])
    AuditEntry.objects.create(action="area.made", target="area:1", facts={"n": 1})
    default_storage.delete("images/kept.txt")
    default_storage.save("images/kept.txt", ContentFile(b"kept"))
    path = tmp_path / "site.tar.gz"
    call_command("backup", path, verbosity=0)
    return path


def test_a_backup_comes_back_whole(archive):
    pages = list(Page.objects.order_by("pk").values_list("pk", "path", "title"))
    person = User.objects.values().get()
    Area.objects.all().delete()
    User.objects.update(email="")
    default_storage.delete("images/kept.txt")
    call_command("restore", archive, replace=True, verbosity=0)
    assert User.objects.values().get() == person
    assert Area.objects.get().ons_codes == ["E00000001"]
    assert AuditEntry.objects.get(action="area.made").facts == {"n": 1}
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "title")) == pages
    with default_storage.open("images/kept.txt") as upload:
        assert upload.read() == b"kept"
    assert User.objects.create_user("next").pk > person["id"]


def test_the_audit_still_refuses_changes_after_a_restore(archive):
    call_command("restore", archive, replace=True, verbosity=0)
    with pytest.raises(Exception, match="append-only"):
        AuditEntry.objects.update(action="area.unmade")


def test_a_site_that_is_not_empty_is_left_alone(archive):
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", archive)
    assert User.objects.get().username == "someone"


def test_a_backup_is_never_written_over_and_only_its_owner_reads_it(archive):
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already there"):
        call_command("backup", archive)


def test_a_file_that_is_no_backup_changes_nothing(archive, tmp_path):
    wrong = tmp_path / "wrong.tar.gz"
    wrong.write_bytes(b"not a backup")
    with pytest.raises(CommandError, match="cannot be read as a backup"):
        call_command("restore", wrong, replace=True)
    with tarfile.open(wrong, "w:gz") as made:
        made.add(__file__, "manifest.json")
    with pytest.raises(CommandError, match="cannot be read as a backup"):
        call_command("restore", wrong, replace=True)
    assert User.objects.count() == 1
