"""Statements that are compiled once: the same rows as the query set gives, and never a value of an earlier run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.statements import Deleting, Inserting, Reading, Updating, slot
from surveys.models import Draft, SpentKey
from tests.factories.surveys import make_draft, make_survey
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

READ = Reading(lambda: Draft.objects.select_related("version__survey").filter(pk=slot(Draft, "key_hash"))[:1])
WRITE = Updating(lambda: Draft.objects.filter(pk=slot(Draft, "key_hash")), "document", "expires_at")
SPEND = Inserting(SpentKey, "key_hash", "survey")
END = Deleting(lambda: Draft.objects.filter(pk=slot(Draft, "key_hash")))


def test_a_row_is_read_as_the_query_set_reads_it():
    draft, _key = make_draft(make_survey(), document={"a": ["é", 1, None]})
    found, usual = READ.first(key_hash=draft.pk), Draft.objects.get(pk=draft.pk)
    assert found is not None
    assert {f.attname: getattr(found, f.attname) for f in Draft._meta.concrete_fields} == {
        f.attname: getattr(usual, f.attname) for f in Draft._meta.concrete_fields
    }


def test_what_is_related_comes_in_the_same_query():
    draft, _key = make_draft(make_survey())
    with assert_queries(1):
        found = READ.first(key_hash=draft.pk)
        assert found is not None
        assert found.version.survey.pk == draft.version.survey_id


def test_each_run_has_values_of_its_own():
    survey = make_survey()
    keys = [make_draft(survey)[0].pk for _one in range(2)]
    assert [one.pk for key in keys if (one := READ.first(key_hash=key))] == keys


def test_no_row_gives_none():
    assert READ.first(key_hash="nobody") is None


def test_a_deferred_column_is_read_when_it_is_asked_for():
    read = Reading(lambda: Draft.objects.defer("document").filter(pk=slot(Draft, "key_hash"))[:1])
    draft, _key = make_draft(make_survey(), document={"a": 1})
    found = read.first(key_hash=draft.pk)
    assert found is not None
    with assert_queries(1):
        assert found.document == {"a": 1}


def test_an_update_writes_its_rows_alone_and_says_how_many():
    survey = make_survey()
    (one, _), (other, _) = make_draft(survey, document={}), make_draft(survey, document={})
    until = timezone.now() + timedelta(days=2)
    assert WRITE.run(key_hash=one.pk, new_document={"a": "'; --"}, new_expires_at=until) == 1
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.document, one.expires_at, other.document) == ({"a": "'; --"}, until, {})


def test_an_update_that_finds_no_row_says_none():
    assert WRITE.run(key_hash="nobody", new_document={}, new_expires_at=timezone.now()) == 0


def test_a_row_is_inserted():
    survey = make_survey()
    SPEND.run(key_hash="k", survey=survey.pk)
    assert SpentKey.objects.get(pk="k").survey_id == survey.pk


def test_a_row_is_deleted_and_no_other():
    survey = make_survey()
    (one, _), (other, _) = make_draft(survey), make_draft(survey)
    assert END.run(key_hash=one.pk) == 1
    assert list(Draft.objects.values_list("pk", flat=True)) == [other.pk]


def test_a_value_that_was_not_given_is_an_error():
    with pytest.raises(KeyError):
        READ.first()


def test_the_query_set_is_built_once():
    built = []

    def drafts():
        built.append(1)
        return Draft.objects.filter(pk=slot(Draft, "key_hash"))[:1]

    read = Reading(drafts)
    for key in ("one", "two", "three"):
        read.first(key_hash=key)
    assert len(built) == 1
