"""Every way to join a response to whoever sent it, tried: values, order, transactions, files; who reaches drafts."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import get_resolver, reverse
from wagtail.admin.viewsets import viewsets
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.snippets.models import get_snippet_models

from core.people.enums import Role
from surveys import attempts, cards, onlyonce, receipts, tasks
from surveys.enums import OnceOnly
from surveys.models import Draft, PendingResponse, Response, SpentKey
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_survey
from tests.surveys.test_folding import _rows_of_every_table

pytestmark = pytest.mark.django_db
ANSWERS = (Draft, PendingResponse, Response, SpentKey)
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def send_many(client, page, number, **post):
    """`number` people start, answer and send as people do; gives the hash and the receipt of each, in their order."""
    sent = []
    for one in range(number):
        client.cookies.pop(attempts.COOKIE, None)
        answer = client.post(reverse("consultation_answer", args=[page.slug]), post, **OURS)
        assert answer.status_code == 302
        key = client.cookies[attempts.COOKIE].value.partition("-")[2]
        mine = Draft.objects.filter(pk=attempts.hash_of(page.survey_id, key))
        draft = mine.get()
        words = full_document(page.survey, f"person {one:03}")
        mine.update(document=words, started_at=draft.started_at - attempts.KEPT_FOR)
        assert client.post(reverse("consultation_check", args=[page.slug])).status_code == 302
        sent.append((draft.pk, receipts.hash_of(receipts.code_of(page.survey_id, key))))
    return sent


def numbers_by(order, column="document"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM surveys_response ORDER BY {order}")
        rows = [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall()]
    return rows


def test_no_value_of_a_key_a_code_or_a_member_stands_beside_an_answer(client):
    page = make_page(survey=make_survey(once_only=OnceOnly.ACCOUNT))
    members = [MemberFactory() for _one in range(12)]
    sent = []
    for member in members:
        client.force_login(member)
        sent += send_many(client, page, 1)
    tasks.fold_pending()
    dump = {table: repr(rows).replace("-", "") for table, rows in _rows_of_every_table().items()}
    spends = [onlyonce.account_hash(page.survey_id, member) for member in members]
    for table, text in dump.items():
        if table != "surveys_spentkey":
            assert not any(key in text for key, _receipt in sent), table
            assert not any(key in text for key in spends), table
        if table != "surveys_response":
            assert not any(receipt in text for _key, receipt in sent), table
    for member in members:
        for value in (member.opaque_id.hex, member.username, member.password):
            assert value.replace("-", "") not in dump["surveys_response"]


def test_neither_receipts_ids_rows_nor_pages_keep_the_order_of_sending(client):
    page = make_page()
    sent = send_many(client, page, 40)
    tasks.fold_pending()
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    in_order = [receipt for _key, receipt in sent]
    for order in (place, "id", "receipt_hash", "day, version_id, flags, language, channel, people"):
        found = numbers_by(order, "receipt_hash")
        assert sum(one == other for one, other in zip(found, in_order, strict=True)) < 15, order
    keys = list(SpentKey.objects.order_by("pk").values_list("pk", flat=True))
    receipts_of = dict(sent)
    by_key = [receipts_of[key] for key in keys]
    assert sum(one == other for one, other in zip(by_key, numbers_by("id", "receipt_hash"), strict=True)) < 15


@pytest.mark.skipif(connection.vendor != "postgresql", reason="xmin and ctid are PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_shared_by_an_answer_and_anything_its_sender_wrote(client):
    page = make_page()
    send_many(client, page, 12)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM surveys_spentkey")
        keys = {row[0] for row in cursor.fetchall()}
    tasks.fold_pending()
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in apps.get_models()}):
            cursor.execute(f'SELECT DISTINCT xmin::text FROM "{table}"')
            wrote = {row[0] for row in cursor.fetchall()}
            if table == "surveys_response":
                assert len(wrote) == 1
                assert not wrote & keys
                together = wrote
        cursor.execute("SELECT count(*) FROM surveys_spentkey WHERE xmin::text = ANY(%s)", [list(together)])
        assert cursor.fetchone()[0] == 0


def test_a_response_holds_these_columns_and_no_others():
    columns = {field.column for field in Response._meta.fields}
    carried = {"document", "language", "channel", "people", "flags", "receipt_hash"}
    assert columns == {"id", "survey_id", "version_id", "day"} | carried
    # `looked_at` says only that a paper's words were screened as it was typed in, and goes with the waiting row.
    assert {field.column for field in PendingResponse._meta.fields} == {"id", "version_id", "looked_at"} | carried
    assert {field.column for field in SpentKey._meta.fields} == {"key_hash", "survey_id"}


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_responses_and_no_draft(tmp_path):
    page = make_page()
    make_draft(page.survey, document=full_document(page.survey, "not sent yet"))
    PendingResponse.objects.create(version=page.survey.version, document=full_document(page.survey, "sent"))
    call_command("backup", str(tmp_path / "all.tar.gz"), stdout=io.StringIO())
    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        rows = archive.extractfile("rows.jsonl").read().decode()
    assert '"sent"' in rows
    assert "not sent yet" not in rows
    assert "surveys.draft" not in rows


def test_no_screen_search_or_register_of_the_site_knows_a_model_of_answers():
    assert not set(get_snippet_models()) & set(ANSWERS)
    assert not set(index.get_indexed_models()) & set(ANSWERS)
    assert not any(ReferenceIndex.model_is_indexable(model) for model in ANSWERS)
    assert not any(getattr(viewset, "model", None) in ANSWERS for viewset in viewsets.viewsets)
    permissions = {f"surveys.{verb}_{model._meta.model_name}" for model in ANSWERS for verb in ("view", "change")}
    for role in Role:
        assert not permissions & StaffFactory(role=role).get_all_permissions(), role


def test_nobody_of_the_staff_opens_a_draft_by_any_address(client):
    page = make_page()
    make_draft(page.survey, document=full_document(page.survey, "not sent yet"))
    client.force_login(StaffFactory(role=Role.APPROVER))
    for name in ("check", "answer", "card", "key", "receipt"):
        answer = client.get(reverse(f"consultation_{name}", args=[page.slug]), follow=True)
        assert b"not sent yet" not in answer.content, name


def test_no_source_file_but_these_reads_drafts():
    ours = Path(__file__).parents[2]
    allowed = {"surveys", "site/home/archive/database.py", "site/home/personal_data.py"}
    for folder in ("site", "news", "support", "community"):
        for path in sorted((ours / folder).rglob("*.py")):
            name = str(path.relative_to(ours))
            if name not in allowed and "surveys.models import" in (text := path.read_text(encoding="utf-8")):
                assert "Draft" not in text.split("surveys.models import", 1)[1].split("\n\n", 1)[0], name


def test_words_and_codes_are_in_no_address_and_no_log(client, caplog):
    caplog.set_level("DEBUG")
    page = make_page()
    _draft, client.cookies[attempts.COOKIE] = make_draft(page.survey)
    body = client.post(reverse("consultation_card", args=[page.slug])).content.decode()
    words = body.split('lang="en">')[2 if body.count('lang="en">') > 1 else 1].split("<")[0]
    client.post(reverse("my_card"), {"words": words}, **OURS)
    code = receipts.code_for(client.get(reverse("consultation", args=[page.slug])).wsgi_request, page.survey_id)
    client.post(reverse("my_code"), {"code": code or "0000-0000-0000-0000"}, **OURS)
    said = caplog.text
    assert words not in said
    assert not code or code not in said
    assert not any(
        "code" in str(pattern.pattern) and "<str" in str(pattern.pattern) for pattern in get_resolver().url_patterns
    )
    assert cards.hash_of(words) not in said


WORKER = """
import os, sys
sys.path[:0] = [{root!r}, {root!r} + "/site"]
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from surveys import tasks
print("ready", flush=True)
while True:
    tasks.fold_pending()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_submits_loses_and_doubles_nothing():
    from surveys import actions
    from surveys.folding import rebuild
    from surveys.models import Tally

    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("another process needs a database that it can open")
    page = make_page()
    drafts = [make_draft(page.survey)[0].pk for _one in range(60)]
    root = str(Path(__file__).parents[2])
    source = WORKER.format(root=root, name=str(connection.settings_dict["NAME"]))
    for part in range(3):
        worker = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
        assert worker.stdout.readline() == b"ready\n"
        for place, draft in enumerate(drafts[part * 20 : part * 20 + 20]):
            assert actions.submit(hashes=[draft], slug=page.slug) == actions.Sent.YES
            if place == 12:
                worker.kill()
        worker.wait()
        worker.stdout.close()
    tasks.fold_pending()
    tally = Tally.objects.get()
    assert Response.objects.count() == tally.responses == 60
    before = (tally.responses, tally.counts)
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.responses, rebuilt.counts) == before
