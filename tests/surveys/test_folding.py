"""From waiting to counted: shuffled batches, tallies equal to a recount, figures ten responses apart, nothing joins."""

import json
import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from surveys import actions, tasks
from surveys.folding import fold, rebuild
from surveys.models import Draft, PendingResponse, Release, Response, SpentKey, Survey, Tally
from tests.factories.surveys import full_document, make_draft, make_page, make_pending, make_survey

pytestmark = pytest.mark.django_db


def send(page, words):
    """One person sends `words`; gives the hash of their key."""
    draft, _cookie = make_draft(page.survey, document=full_document(page.survey, words))
    assert actions.submit(hashes=[draft.pk], slug=page.slug) == actions.Sent.YES
    return draft.pk


def test_fewer_than_a_batch_wait_until_the_longest_wait():
    survey = make_survey()
    make_pending(survey, 9)
    assert tasks.fold_full_batches() == 0
    assert tasks.fold_pending() == 9
    assert Response.objects.count() == 9
    assert not PendingResponse.objects.exists()


def test_a_full_batch_is_folded_at_once():
    make_pending(make_survey(), 10)
    assert tasks.fold_full_batches() == 10
    assert tasks.fold_full_batches() == 0


def test_folding_in_pieces_gives_the_tally_that_a_recount_gives():
    survey = make_survey()
    chance = random.Random(5)
    for _batch in range(6):
        make_pending(survey, chance.randint(1, 30), pick=chance.randint(0, 2))
        fold(survey_id=survey.pk)
    folded = Tally.objects.get()
    before = (folded.responses, folded.counts)
    rebuilt = rebuild(survey_id=survey.pk)
    assert (rebuilt.responses, rebuilt.counts) == before
    assert folded.responses == Response.objects.count()


def test_skipped_and_text_answers_count_no_words():
    survey = make_survey()
    make_pending(survey, 10, words="a secret sentence")
    fold(survey_id=survey.pk)
    assert "secret" not in json.dumps(Tally.objects.get().counts)
    assert "secret" not in json.dumps(Release.objects.get().figures)


def test_figures_come_out_only_ten_responses_apart():
    survey = make_survey()
    for number, counted in ((9, None), (1, 10), (9, 10), (1, 20)):
        make_pending(survey, number)
        fold(survey_id=survey.pk)
        release = Release.objects.filter(survey=survey).first()
        assert (release.counted if release else None) == counted


def test_a_response_keeps_a_day_and_no_time():
    make_pending(make_survey(), 10)
    tasks.fold_pending()
    assert Response.objects.first().day == timezone.localdate()
    names = {field.name for field in Response._meta.get_fields()}
    carried = {"document", "language", "channel", "people", "flags", "receipt_hash"}
    assert names == {"id", "survey", "version", "day"} | carried


def test_a_small_batch_is_mixed_with_responses_that_are_there():
    survey = make_survey()
    make_pending(survey, 30)
    tasks.fold_pending()
    page = make_page(survey=survey)
    send(page, "the only new one")
    tasks.fold_pending()
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT document FROM surveys_response ORDER BY {order} DESC LIMIT 10")
        newest = ["the only new one" in str(row[0]) for row in cursor.fetchall()]
    assert sum(newest) <= 1
    assert Response.objects.count() == 31
    assert Tally.objects.get().responses == 31


def test_sending_writes_no_task_no_log_and_nothing_but_key_and_pending_row():
    page = make_page()
    draft, _cookie = make_draft(page.survey)
    before = _rows_of_every_table()
    actions.submit(hashes=[draft.pk], slug=page.slug)
    after = _rows_of_every_table()
    changed = {table for table in after if before[table] != after[table]}
    assert changed == {"surveys_draft", "surveys_spentkey", "surveys_pendingresponse"}


def test_no_value_in_the_database_joins_a_response_to_a_key_or_a_draft():
    page = make_page()
    keys = [send(page, f"person {number}") for number in range(25)]
    tasks.fold_pending()
    ids = {str(response.pk) for response in Response.objects.all()}
    dump = _rows_of_every_table()
    for table, rows in dump.items():
        text = repr(rows).replace("-", "")
        if table != "surveys_response":
            assert not any(one.replace("-", "") in text for one in ids), table
        if table != "surveys_spentkey":
            assert not any(key in text for key in keys), table
    assert not Draft.objects.exists()
    assert not PendingResponse.objects.exists()


def test_neither_row_order_nor_transaction_puts_responses_in_the_order_of_their_keys():
    page = make_page()
    for number in range(40):
        send(page, f"person {number:03}")
    tasks.fold_pending()
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    for order in (place, "id"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT document FROM surveys_response ORDER BY {order}")
            documents = [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall()]
        numbers = [int(document.split("person ")[1][:3]) for document in documents]
        in_place = sum(number == index for index, number in enumerate(numbers))
        assert in_place < 15, order  # by chance one; in the order of sending all forty


@pytest.mark.skipif(connection.vendor != "postgresql", reason="xmin is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_no_transaction_wrote_both_a_key_and_a_response():
    page = make_page()
    for number in range(12):
        send(page, f"person {number}")
    tasks.fold_pending()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM surveys_spentkey")
        keys = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT xmin::text FROM surveys_response")
        responses = {row[0] for row in cursor.fetchall()}
    assert len(responses) == 1
    assert not keys & responses


def test_sweeping_deletes_old_drafts_and_the_keys_of_surveys_long_closed():
    page = make_page()
    send(page, "words")
    make_draft(page.survey)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    Survey.objects.filter(pk=page.survey_id).update(closes_at=timezone.now() - timedelta(days=3))
    assert tasks.sweep() == 2
    assert not SpentKey.objects.exists()


def _rows_of_every_table():
    """Table → every row as text."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in apps.get_models()}):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(repr(row) for row in cursor.fetchall())
    return rows
