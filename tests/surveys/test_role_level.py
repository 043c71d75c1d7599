"""The level *a named role can link*: end to end, and who is refused."""

import io
import json
import re
import tarfile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.actions import delete_account
from core.people.enums import Role
from core.safeguarding.models import Concern
from surveys import attempts, levels, linking, receipts, tasks
from surveys.enums import AnonymityLevel, OnceOnly
from surveys.link_keys import link_key
from surveys.models import LookUp, PendingResponse, Response, ResponseLink, SpentKey, Survey
from tests.factories.people import MemberFactory, StaffFactory, UserFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_survey
from tests.queries import assert_queries
from tests.surveys.test_unlinkable import send_many

pytestmark = pytest.mark.django_db
WHY = {"why": "The words tell of a plan to hurt somebody."}


def role_page(link_role=Role.DSL, **fields):
    return make_page(survey=make_survey(anonymity=AnonymityLevel.ROLE, link_role=link_role), **fields)


def sent_by(client, page, member):
    """`member` answers `page` as people do; gives the receipt hash."""
    client.force_login(member)
    return send_many(client, page, 1)[0][1]


def one_answer(page):
    """The address of the only counted answer."""
    return reverse("reading_one", args=[page.survey_id, Response.objects.get().pk])


def test_the_level_asks_for_an_account_and_is_for_no_group():
    survey = role_page().survey
    assert survey.once_only == OnceOnly.ACCOUNT
    assert not survey.group_sessions


def test_a_guest_is_asked_to_sign_in_before_the_first_question(client):
    page = role_page()
    body = client.post(reverse("consultation_answer", args=[page.slug]), HTTP_SEC_FETCH_SITE="same-origin")
    assert reverse("account_login") in body.content.decode()


def test_answers_of_a_guest_are_kept_and_not_sent(client):
    page = role_page()
    _draft, client.cookies[attempts.COOKIE] = make_draft(page.survey)
    answer = client.post(reverse("consultation_check", args=[page.slug]))
    assert answer.url == reverse("consultation_key", args=[page.slug])
    assert not PendingResponse.objects.exists()


def test_sending_links_the_answer_to_its_member_and_the_fold_keeps_that(client):
    page, member = role_page(), MemberFactory()
    receipt = sent_by(client, page, member)
    assert ResponseLink.objects.get(found_by=link_key(receipt)).user == member
    tasks.fold_pending()
    assert ResponseLink.objects.get(found_by=link_key(Response.objects.get().receipt_hash)).user == member


def test_the_named_role_looks_one_person_up_with_a_reason_that_is_kept(client):
    page, member = role_page(), MemberFactory(profile__display_name="Robin of the river")
    sent_by(client, page, member)
    tasks.fold_pending()
    lead = StaffFactory(role=Role.DSL)
    client.force_login(lead)
    address = one_answer(page)
    before = client.get(address).content.decode()
    assert "Robin" not in before
    after = client.post(address, WHY).content.decode()
    assert "Robin of the river" in after
    kept = LookUp.objects.get()
    assert (kept.by, kept.why, kept.link.user) == (lead, WHY["why"], member)
    entry = AuditEntry.objects.get(action=linking.LOOKED_UP)
    assert entry.actor == lead.opaque_id
    assert member.opaque_id.hex not in json.dumps(entry.facts).replace("-", "")
    assert "Robin" not in client.get(address).content.decode()


@pytest.mark.parametrize("why", ["  ", "\u200b", "…"])
def test_without_a_reason_nobody_is_shown_and_nothing_is_noted(client, why):
    page = role_page()
    sent_by(client, page, MemberFactory(profile__display_name="Robin"))
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.DSL))
    answer = client.post(one_answer(page), {"why": why})
    assert answer.status_code == 422
    assert "Write why you need to know." in answer.content.decode()
    assert "Robin" not in answer.content.decode()
    assert not LookUp.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DSL])
def test_no_other_role_reaches_the_person(client, role):
    page = role_page()
    sent_by(client, page, MemberFactory(profile__display_name="Robin"))
    tasks.fold_pending()
    staff = StaffFactory(role=role)
    client.force_login(staff)
    answer = client.post(one_answer(page), WHY)
    assert answer.status_code == (403 if role == Role.ANALYST else 404)
    assert b"Robin" not in answer.content
    with pytest.raises(linking.MayNot):
        linking.look_up(response=Response.objects.get(), by=staff, why="I am curious")
    assert not LookUp.objects.exists()


def test_an_administrator_who_does_not_hold_the_role_is_refused(client):
    page = role_page()
    sent_by(client, page, MemberFactory())
    tasks.fold_pending()
    with pytest.raises(linking.MayNot):
        linking.look_up(response=Response.objects.get(), by=UserFactory(is_superuser=True), why="I run the site")


def test_guests_and_other_members_find_no_reading_page(client):
    page, writer = role_page(), MemberFactory()
    sent_by(client, page, writer)
    tasks.fold_pending()
    places = [reverse("reading"), reverse("reading_survey", args=[page.survey_id]), one_answer(page)]
    for member in (writer, MemberFactory()):
        client.force_login(member)
        assert [client.get(place).status_code for place in places] == [404, 404, 404]
        assert client.post(places[2], WHY).status_code == 404
    client.logout()
    assert {client.get(place).status_code for place in places} == {302}


def test_answers_that_nobody_can_link_are_not_read_there(client):
    page = make_page()
    send_many(client, page, 1)
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.DSL))
    assert client.get(reverse("reading_survey", args=[page.survey_id])).status_code == 404
    assert client.post(one_answer(page), WHY).status_code == 404


def test_where_the_analyst_is_named_the_lead_reads_and_links_nothing(client):
    page = role_page(Role.ANALYST)
    sent_by(client, page, MemberFactory(profile__display_name="Robin"))
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.DSL))
    assert client.get(one_answer(page)).status_code == 404
    client.force_login(StaffFactory(role=Role.ANALYST))
    assert "Robin" in client.post(one_answer(page), WHY).content.decode()


def test_reading_costs_the_same_for_one_answer_and_for_many(client):
    page, lead = role_page(), StaffFactory(role=Role.DSL)
    numbers = []
    for more in (1, 14):
        for _one in range(more):
            sent_by(client, page, MemberFactory())
        tasks.fold_pending()
        client.force_login(lead)
        address = reverse("reading_survey", args=[page.survey_id])
        assert client.get(address).content == client.get(address).content
        with assert_queries(8, at_most=True) as queries:
            client.get(address)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_more_answers_are_a_page_away_and_each_is_shown_once(client):
    page = role_page()
    for _one in range(13):
        sent_by(client, page, MemberFactory())
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.DSL))
    first = client.get(reverse("reading_survey", args=[page.survey_id]))
    second = client.get(first.request["PATH_INFO"] + re.search(r"\?after=[0-9a-f-]+", first.content.decode())[0])
    shown = [row.pk for answer in (first, second) for row, _words, _public in answer.context["answers"]]
    assert len(shown) == len(set(shown)) == 13
    assert client.get(first.request["PATH_INFO"] + "?after=nonsense").status_code == 404


def test_a_member_sees_in_their_account_what_they_answered_and_takes_it_back(client):
    page, member = role_page(), MemberFactory()
    sent_by(client, page, member)
    tasks.fold_pending()
    body = client.get(reverse("given_answers")).content.decode()
    assert page.survey.title in body
    client.post(reverse("given_answers"), {"survey": page.survey_id})
    assert not Response.objects.exists()
    assert not ResponseLink.objects.exists()
    assert (
        page.survey.title
        not in client.get(reverse("given_answers")).content.decode().split("<h1")[1].split("status")[0]
    )
    assert SpentKey.objects.filter(survey=page.survey).count() == 2


def test_what_still_waits_to_be_counted_can_be_taken_back_too(client):
    page, member = role_page(), MemberFactory()
    sent_by(client, page, member)
    assert linking.withdraw(user=member, survey_id=page.survey_id) == page.survey
    assert not PendingResponse.objects.exists()


def test_nobody_takes_back_what_another_member_sent(client):
    page = role_page()
    sent_by(client, page, MemberFactory())
    client.force_login(MemberFactory())
    for asked in (str(page.survey_id), "x", "9" * 30, ""):
        assert client.post(reverse("given_answers"), {"survey": asked}).status_code == 302
    assert PendingResponse.objects.exists()


def test_the_receipt_code_takes_it_back_with_its_link(client):
    page, member = role_page(), MemberFactory()
    sent_by(client, page, member)
    code = receipts.code_for(client.get("/account/").wsgi_request, page.survey_id)
    tasks.fold_pending()
    receipts.withdraw(typed=code)
    assert not Response.objects.exists()
    assert not ResponseLink.objects.exists()


def test_a_copy_of_what_we_hold_has_the_answers(client):
    page, member = role_page(), MemberFactory()
    sent_by(client, page, member)
    tasks.fold_pending()
    client.force_login(member)
    copy = client.get(reverse("account_copy")).json()["consultations_answered_with_account"]
    assert copy[0]["consultation"] == page.survey.title
    assert ["person 000"] in copy[0]["answers"].values()
    client.force_login(MemberFactory())
    assert client.get(reverse("account_copy")).json()["consultations_answered_with_account"] == []


def test_deleting_the_account_takes_the_link_and_leaves_the_answer(client):
    page, member = role_page(), MemberFactory()
    sent_by(client, page, member)
    tasks.fold_pending()
    linking.look_up(response=Response.objects.get(), by=StaffFactory(role=Role.DSL), why="to help")
    delete_account(user=member)
    assert not ResponseLink.objects.exists()
    assert LookUp.objects.get().link is None
    client.force_login(StaffFactory(role=Role.DSL))
    assert "the account was deleted" in client.post(one_answer(page), WHY).content.decode()


def test_danger_in_the_words_tells_the_lead_who_wrote_them(client):
    page, member = role_page(), MemberFactory(profile__display_name="Robin of the river", email="robin@example.org")
    client.force_login(member)
    _draft, client.cookies[attempts.COOKIE] = make_draft(
        page.survey, document=full_document(page.survey, "I want to kill myself")
    )
    client.post(reverse("consultation_check", args=[page.slug]))
    tasks.fold_pending()
    concern = Concern.objects.get()
    client.force_login(StaffFactory(role=Role.DSL))
    body = client.get(reverse("concern", args=[concern.pk])).content.decode()
    assert "Robin of the river" in body
    assert "robin@example.org" in body
    assert "Nobody can find out who wrote it" not in body
    receipts.withdraw_by(Response.objects.get().receipt_hash)
    assert "Robin" not in client.get(reverse("concern", args=[concern.pk])).content.decode()


def test_the_tables_alone_join_nobody_to_an_answer(client):
    page = role_page()
    members = [MemberFactory() for _one in range(12)]
    hashes = [sent_by(client, page, member) for member in members]
    tasks.fold_pending()
    kept = repr(list(ResponseLink.objects.values_list())).replace("-", "")
    assert not any(receipt in kept for receipt in hashes)
    assert not any(response.pk.hex in kept for response in Response.objects.all())
    in_order = list(ResponseLink.objects.order_by("pk").values_list("user", flat=True))
    owners = [ResponseLink.objects.get(found_by=link_key(one.receipt_hash)).user_id for one in Response.objects.all()]
    assert in_order != owners


@pytest.mark.django_db(transaction=True)
def test_a_backup_carries_links_that_lead_nowhere_without_the_secret_and_come_back(client, tmp_path):
    page, member = role_page(), MemberFactory()
    receipt = sent_by(client, page, member)
    tasks.fold_pending()
    file = str(tmp_path / "all.tar.gz")
    call_command("backup", file, stdout=io.StringIO())
    with tarfile.open(file) as archive:
        rows = archive.extractfile("rows.jsonl").read().decode().splitlines()
    links = [row for row in rows if '"surveys.responselink"' in row]
    assert len(links) == 1
    assert receipt not in links[0]
    call_command("restore", file, "--replace", stdout=io.StringIO())
    assert ResponseLink.objects.get(found_by=link_key(receipt)).user.pk == member.pk


def test_the_database_refuses_a_link_for_a_survey_that_has_none():
    survey, member = make_survey(), MemberFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        linking.link(survey=survey, user=member, receipt_hash="a" * 64)
    own = linking.link(survey=role_page().survey, user=member, receipt_hash="b" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        ResponseLink.objects.filter(pk=own.pk).update(survey=survey)


@pytest.mark.parametrize("before", [AnonymityLevel.NOBODY, AnonymityLevel.ROLE])
def test_the_database_refuses_another_level_once_somebody_has_begun(before):
    role = Role.DSL if before == AnonymityLevel.ROLE else ""
    survey = make_survey(anonymity=before, link_role=role)
    other = {"anonymity": "role", "link_role": "analyst", "once_only": "account", "group_sessions": False}
    make_draft(survey)
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**other)
    survey.refresh_from_db()
    survey.title = "Another title"
    survey.save()


def test_a_test_of_staff_does_not_hold_the_level_fast():
    survey = make_survey(opens=2)
    draft, _cookie = make_draft(survey)
    type(draft).objects.update(is_test=True)
    survey.anonymity, survey.link_role = AnonymityLevel.ROLE, Role.DSL
    survey.full_clean()
    survey.save()
    assert Survey.objects.get().anonymity == AnonymityLevel.ROLE


def test_an_editor_is_told_that_the_level_can_no_longer_change():
    survey = make_survey()
    make_draft(survey)
    survey.anonymity, survey.link_role = AnonymityLevel.ROLE, Role.DSL
    with pytest.raises(ValidationError) as told:
        survey.full_clean()
    assert "stays as it is" in str(told.value)
    survey.anonymity = AnonymityLevel.NOBODY
    survey.full_clean()


def test_the_level_cannot_change_while_it_is_open():
    survey = make_survey()
    survey.anonymity, survey.link_role = AnonymityLevel.ROLE, Role.DSL
    assert "stays as it is" in levels.problem(survey)


def test_a_role_has_to_be_named_and_only_then():
    survey = make_survey(opens=2)
    survey.anonymity = AnonymityLevel.ROLE
    assert levels.problem(survey) == "Choose the role that can link answers to a person."
    survey.anonymity, survey.link_role = AnonymityLevel.NOBODY, Role.DSL
    levels.settle(survey)
    assert survey.link_role == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"anonymity": "role"},
        {"link_role": "dsl"},
        {"anonymity": "role", "link_role": "editor", "once_only": "account", "group_sessions": False},
        {"anonymity": "role", "link_role": "dsl", "once_only": "device", "group_sessions": False},
        {"anonymity": "role", "link_role": "dsl", "once_only": "account", "group_sessions": True},
        {"anonymity": "public"},
        {"anonymity": "public", "link_role": "dsl", "once_only": "account", "group_sessions": False},
    ],
)
def test_the_database_refuses_levels_that_do_not_hold(wrong):
    survey = make_survey()
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**wrong)


def test_sending_costs_one_query_more_than_where_nobody_can_link():
    from surveys import actions, onlyonce

    page, member = role_page(), MemberFactory()
    draft, _cookie = make_draft(page.survey)
    how = {"receipts": {draft.pk: "c" * 64}, "account": lambda pk: onlyonce.account_hash(pk, member)}
    with assert_queries(6, at_most=True):
        assert actions.submit(hashes=[draft.pk], slug=page.slug, member=lambda: member, **how) == actions.Sent.YES
