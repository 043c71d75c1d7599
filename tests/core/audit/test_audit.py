"""The audit: what may be written, what cannot be changed, and the chain over it."""

import threading
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from core.audit import registry, sealing, triggers
from core.audit.actions import record
from core.audit.checks import tables_are_guarded
from core.audit.models import AuditEntry, AuditSeal
from core.people.enums import Role
from tests.factories.people import StaffFactory
from tests.waiting import PATIENCE_SECONDS

registry.register("test.done", "Did a test")
pytestmark = pytest.mark.django_db


def test_an_unregistered_action_is_refused():
    with pytest.raises(KeyError):
        record("test.unheard-of")


@pytest.mark.parametrize("fact", ["some words", "a@example.org", "192.168.0.1 ", 1.5, ["a"], "x" * 121])
def test_words_are_refused(fact):
    with pytest.raises(ValueError, match="ids and codes"):
        record("test.done", reason=fact)


@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_changes(model, change):
    record("test.done", target="post:1")
    sealing.seal()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(id=99) if change == "update" else model.objects.all()._raw_delete("default")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL can truncate")
def test_postgresql_refuses_truncate():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditentry")


@pytest.mark.parametrize("table", ["audit_auditentry", "audit_auditseal", "surveys_surveyversion"])
def test_a_missing_trigger_is_warned_of_and_comes_back_after_migrate(table):
    with connection.cursor() as cursor:
        on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_no_update{on_table}")
    (warning,) = tables_are_guarded(databases=["default"])
    assert warning.id == "audit.W001"
    assert f"{table}_no_update" in warning.msg
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert tables_are_guarded(databases=["default"]) == []


def test_sealing_makes_a_chain():
    for number in range(3):
        record("test.done", actor=uuid.uuid4(), target=f"post:{number}", count=number, quiet=True, nothing=None)
    assert sealing.seal() == 3
    record("test.done")
    assert sealing.seal() == 1
    first, second = AuditSeal.objects.all()
    assert second.previous == first.digest
    assert sealing.verify().problems == ()
    assert sealing.head() == second.digest
    assert sealing.seal() == 0


def test_gaps_in_ids_do_not_break_the_chain():
    record("test.done")
    with transaction.atomic():
        record("test.done")
        transaction.set_rollback(True)
    sealing.seal()
    AuditEntry.objects.create(id=AuditEntry.objects.latest("pk").pk + 7, action="test.done")
    sealing.seal()
    assert sealing.verify().problems == ()


@pytest.mark.parametrize("change", ["edit", "remove", "slip in", "relink"])
def test_any_change_is_found(change):
    for _ in range(3):
        record("test.done", target="post:1")
        record("test.done", target="post:2")
        sealing.seal()
    gap = AuditEntry.objects.order_by("pk")[2].pk
    with triggers.suspended():
        if change == "edit":
            AuditEntry.objects.filter(pk=gap).update(target="post:9")
        elif change == "relink":
            AuditSeal.objects.filter(pk=AuditSeal.objects.first().pk).update(digest="0" * 64)
        else:
            AuditEntry.objects.filter(pk=gap).delete()
        if change == "slip in":
            AuditEntry.objects.create(pk=gap, action="test.done", target="post:1")
    assert sealing.verify().problems
    with pytest.raises(CommandError, match="was changed"):
        call_command("audit", "verify")


def test_verify_says_that_all_is_well():
    record("test.done")
    call_command("audit", "seal", stdout=StringIO())
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert "The audit is whole: 1 entries, 1 seals, 0 not sealed yet." in out.getvalue()


def _at_once(*works):
    problems = []

    def run(work):
        try:
            work()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert problems == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_among_writers_make_one_chain():
    def write():
        for number in range(20):
            with transaction.atomic():
                record("test.done", target=f"post:{number}")

    def keep_sealing():
        for _ in range(20):
            sealing.seal()

    _at_once(write, write, keep_sealing, keep_sealing)
    sealing.seal()
    verdict = sealing.verify()
    assert (verdict.entries, verdict.unsealed, verdict.problems) == (40, 0, ())


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_is_waited_for():
    inserted, may_commit = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            record("test.done", target="post:1")
            inserted.set()
            may_commit.wait(PATIENCE_SECONDS)

    def seal_meanwhile():
        inserted.wait(PATIENCE_SECONDS)
        assert sealing.seal() == 0
        may_commit.set()

    _at_once(late, seal_meanwhile)
    record("test.done", target="post:2")
    assert sealing.seal() == 2
    assert sealing.verify().problems == ()


def test_the_report_lists_entries_for_those_permitted(client: Client):
    record("test.done", target="post:12", count=3)
    client.force_login(StaffFactory(is_superuser=True))
    page = client.get("/cms/reports/audit/")
    assert page.status_code == 200
    assert "Did a test" in page.content.decode()
    assert "post:12" in page.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR])
def test_the_report_is_not_for_others(client: Client, role):
    client.force_login(StaffFactory(role=role))
    assert client.get("/cms/reports/audit/").status_code in (302, 404)
