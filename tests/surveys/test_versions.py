"""Versions: what changes, the reason that a change of meaning needs, ids that are never reused, withdrawing one."""

import copy
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.audit.models import AuditEntry
from core.audit.triggers import suspended
from core.people.enums import Role
from surveys import attempts, rights, running, versioning, withdrawing
from surveys.actions import publish_survey
from surveys.authoring.stopping import Stopped
from surveys.compiling import BrokenDefinition
from surveys.folding import fold
from surveys.models import Draft, Response, SameMeaning, Survey, SurveyVersion
from surveys.queries import definition_of, reasons_of
from surveys.versioning import NeedsReason
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_draft, make_page, make_pending, make_survey, multiple, single, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    rights.grant()
    return make_survey(questions=[single("How do you get home?"), multiple(), text("Your words")])


def blocks(survey):
    return copy.deepcopy(survey.questions.get_prep_value())


def reworded(survey, label="How unsafe do you feel?"):
    stored = blocks(survey)
    stored[0]["value"]["label"] = label
    survey.questions = stored
    return survey


def sign(survey, reason="We mended a word that nobody understood."):
    plan = versioning.plan_for(survey)
    return versioning.sign(survey=survey, plan=plan, reason=reason, by=uuid4())


def sign_in(client, role):
    person = StaffFactory(role=role)
    client.force_login(person)
    return person


def test_a_version_says_what_changed_and_who_published_it(survey):
    editor = StaffFactory(role=Role.APPROVER)
    survey.questions = [*blocks(survey), text("One more")]
    version = publish_survey(survey=survey, user=editor).version
    assert [(change["kind"], change["what"]) for change in version.changes] == [("additive", "question_added")]
    assert version.made_by == editor.opaque_id


def test_a_change_of_meaning_is_not_published_without_a_reason_and_changes_nothing(survey):
    with pytest.raises(NeedsReason):
        publish_survey(survey=reworded(survey))
    fresh = Survey.objects.get(pk=survey.pk)
    assert fresh.version_id == survey.version_id
    assert fresh.questions[0].value["label"] == "How do you get home?"
    assert SurveyVersion.objects.count() == 1


def test_a_signed_reason_lets_it_pass_and_stays_with_the_version(survey):
    sign(reworded(survey))
    version = publish_survey(survey=survey).version
    assert version.number == 2
    assert version.reason == "We mended a word that nobody understood."


def test_a_reason_is_for_the_changes_that_it_was_signed_for(survey):
    sign(reworded(survey))
    with pytest.raises(NeedsReason):
        publish_survey(survey=reworded(survey, "How often do you go out?"))


def test_a_reason_stands_when_something_else_is_mended_meanwhile(survey):
    sign(reworded(survey))
    survey.questions = [*blocks(survey), text("One more")]
    assert publish_survey(survey=survey).version.number == 2


def test_a_slip_a_new_question_and_a_removed_choice_need_no_reason(survey):
    stored = blocks(survey)
    stored[0]["value"]["label"] = "How do you get home"
    del stored[0]["value"]["choices"][2]
    survey.questions = [*stored, text("One more")]
    version = publish_survey(survey=survey).version
    assert {change["kind"] for change in version.changes} == {"cosmetic", "destructive", "additive"}


def test_words_that_drift_step_by_step_are_seen(survey):
    drifting = make_survey(questions=[text("Where does the community meet here?")])
    for step in ("communityx", "communityxy"):
        drifting = publish_survey(survey=reworded(drifting, f"Where does the {step} meet here?"))
        assert [change["kind"] for change in drifting.version.changes] == ["cosmetic"]
    assert versioning.plan_for(reworded(drifting, "Where does the communityxyz meet here?")).needs_reason
    sign(drifting)
    drifting = publish_survey(survey=drifting)
    assert not versioning.plan_for(reworded(drifting, "Where does the communityxyzz meet here?")).needs_reason


def test_a_question_keeps_its_kind_for_ever(survey):
    stored = blocks(survey)
    stored[2] = {**stored[2], "type": "short"}
    survey.questions = stored
    sign(survey)
    with pytest.raises(BrokenDefinition):
        publish_survey(survey=survey)


def test_a_removed_question_may_come_back_as_itself_and_not_as_another(survey):
    whole = blocks(survey)
    survey.questions = whole[:2]
    survey = publish_survey(survey=survey)
    other = copy.deepcopy(whole)
    other[2]["value"]["label"] = "What makes you angry at the police?"
    survey.questions = other
    with pytest.raises(BrokenDefinition):
        publish_survey(survey=survey)
    survey.questions = whole
    assert publish_survey(survey=survey).version.number == 1


def test_a_removed_choice_that_comes_back_as_another_is_refused(survey):
    whole = blocks(survey)
    less = copy.deepcopy(whole)
    gone = less[0]["value"]["choices"].pop(0)
    survey.questions = less
    survey = publish_survey(survey=survey)
    again = copy.deepcopy(less)
    again[0]["value"]["choices"].append({**gone, "value": "By helicopter"})
    survey.questions = again
    assert [reuse.what for reuse in versioning.plan_for(survey).reuses] == ["choice"]
    with pytest.raises(BrokenDefinition):
        publish_survey(survey=survey)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_the_page_shows_what_changes_and_takes_a_reason(client, survey, role):
    person = sign_in(client, role)
    reworded(survey).save_revision()
    address = reverse("survey_changes", args=[survey.pk])
    shown = client.get(address)
    assert shown.status_code == 200
    assert b"How unsafe do you feel?" in shown.content
    assert b"Sign this reason" in shown.content
    for nothing in ("", " \u200b\u2800"):
        assert client.post(address, {"reason": nothing}).status_code == 422
    assert client.post(address, {"reason": "x\x00"}).status_code == 400
    assert client.post(address, {"reason": "x" * 501}).status_code == 422
    assert client.post(address, {"reason": "The same thing was meant."}).status_code == 302
    assert SameMeaning.objects.get().signed_by == person.opaque_id
    assert b"The same thing was meant." in client.get(address).content


def test_questions_that_were_tried_still_need_their_reason_and_readers_get_it(survey):
    reworded(survey).save_revision()
    running.start_trial(survey=survey, by=StaffFactory(role=Role.EDITOR))
    tried = SurveyVersion.objects.get(number=2)
    assert [change["kind"] for change in tried.changes] == ["meaning"]
    with pytest.raises(NeedsReason):
        publish_survey(survey=survey)
    sign(survey)
    assert publish_survey(survey=survey).version == tried
    assert [reason for _number, _day, reason in reasons_of(survey.pk)] == ["We mended a word that nobody understood."]


def test_the_checklist_says_what_stops_the_questions_and_leads_there(client, survey):
    sign_in(client, Role.EDITOR)
    page = make_page(survey=survey)
    reworded(survey).save_revision()
    html = client.get(reverse("consultation_checklist", args=[page.pk])).content.decode()
    assert "The meaning of a question changed." in html
    assert reverse("survey_changes", args=[survey.pk]) in html


def test_what_may_not_be_published_is_answered_in_words_under_cms(rf, client, survey):
    sign_in(client, Role.APPROVER)
    request = client.get(reverse("survey_changes", args=[survey.pk])).wsgi_request
    with pytest.raises(NeedsReason) as problem:
        publish_survey(survey=reworded(survey))
    answer = Stopped(lambda _request: None).process_exception(request, problem.value)
    assert answer.url == reverse("survey_changes", args=[survey.pk])
    assert Stopped(lambda _request: None).process_exception(rf.get("/news/"), problem.value) is None


@pytest.mark.parametrize("name", ["changes", "versions", "translations", "copy"])
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST, Role.YOUTH_WORKER])
def test_other_staff_see_none_of_it(client, survey, role, name):
    sign_in(client, role)
    assert client.get(reverse(f"survey_{name}", args=[survey.pk])).status_code in (302, 403)


def test_members_and_guests_see_none_of_it(client, survey):
    address = reverse("survey_versions", args=[survey.pk])
    assert client.get(address).status_code == 302
    client.force_login(MemberFactory())
    assert client.get(address).status_code in (302, 403)


def test_the_list_of_versions_names_roles_and_never_people(client, survey):
    approver = StaffFactory(role=Role.APPROVER)
    sign(reworded(survey))
    publish_survey(survey=survey, user=approver)
    sign_in(client, Role.EDITOR)
    html = client.get(reverse("survey_versions", args=[survey.pk])).content.decode()
    main = html[html.index("<main") :]
    assert "Version 2" in main
    assert "Approver" in main
    assert approver.username not in main
    assert "We mended a word" in main
    assert "intact" in main
    assert "Not intact" not in main


def test_a_version_that_somebody_tampered_with_is_not_intact(client, survey):
    with suspended():
        SurveyVersion.objects.filter(pk=survey.version_id).update(sha256="0" * 64)
    sign_in(client, Role.EDITOR)
    assert b"Not intact" in client.get(reverse("survey_versions", args=[survey.pk])).content


@pytest.mark.parametrize("fields", [{"reason": "other"}, {"changes": []}, {"made_by": None}, {"sha256": "0" * 64}])
def test_the_database_refuses_to_change_any_part_of_a_version(survey, fields):
    with pytest.raises(DatabaseError), transaction.atomic():
        SurveyVersion.objects.filter(pk=survey.version_id).update(**fields)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.APPROVER, True), (Role.SAFEGUARDING_APPROVER, True), (Role.EDITOR, False), (Role.DSL, False)],
)
def test_approvers_of_both_kinds_withdraw_and_nobody_else(client, survey, role, allowed):
    sign_in(client, role)
    address = reverse("survey_withdraw", args=[survey.pk, 1])
    assert (client.get(address).status_code == 200) is allowed
    assert client.post(address, {"why": ""}).status_code == (422 if allowed else client.get(address).status_code)
    client.post(address, {"why": "A question could hurt."})
    assert withdrawing.is_withdrawn(SurveyVersion.objects.get(pk=survey.version_id)) is allowed
    assert AuditEntry.objects.filter(action=withdrawing.WITHDRAWN).count() == allowed


def test_withdrawing_pauses_the_survey_and_keeps_every_response(survey):
    make_pending(survey, 2)
    for _twice in range(2):
        withdrawing.withdraw(version=survey.version, by=StaffFactory(role=Role.APPROVER), why="It could hurt.")
    assert Survey.objects.get(pk=survey.pk).paused_at
    assert AuditEntry.objects.filter(action=withdrawing.WITHDRAWN).count() == 1
    assert Response.objects.count() == 0
    with pytest.raises(BrokenDefinition):
        publish_survey(survey=Survey.objects.get(pk=survey.pk))


class TestDrafts:
    """What happens to somebody who is answering."""

    @pytest.fixture
    def page(self, survey):
        return make_page(survey=survey)

    @pytest.fixture
    def begun(self, client, survey):
        draft, cookie = make_draft(survey)
        client.cookies[attempts.COOKIE] = cookie
        return draft

    def question(self, page, draft, number=0):
        qid = list(draft.document)[number]
        return reverse("consultation_question", args=[page.slug, qid])

    def mended(self, survey):
        withdrawing.withdraw(version=survey.version, by=StaffFactory(role=Role.APPROVER), why="It could hurt.")
        survey = Survey.objects.get(pk=survey.pk)
        sign(reworded(survey))
        return publish_survey(survey=survey)

    def test_while_nothing_new_is_published_they_are_told_and_nothing_is_lost(self, client, page, survey, begun):
        withdrawing.withdraw(version=survey.version, by=StaffFactory(role=Role.APPROVER), why="It could hurt.")
        told = client.get(self.question(page, begun))
        assert b"Some questions have changed" in told.content
        assert b"It could hurt" not in told.content
        client.post(reverse("consultation_go_on", args=[page.slug]))
        assert Draft.objects.get().document == begun.document
        assert Draft.objects.get().version_id == survey.version_id

    def test_they_go_on_with_every_answer_to_an_unchanged_question(self, client, page, survey, begun):
        current = self.mended(survey)
        told = client.get(self.question(page, begun)).content
        assert b"2 of your 3 answers" in told
        assert Draft.objects.get().version_id == survey.version_id
        on = client.post(reverse("consultation_go_on", args=[page.slug]))
        assert on.url == reverse("consultation_answer", args=[page.slug])
        moved = Draft.objects.get()
        assert moved.version_id == current.version_id
        assert moved.document == dict(list(begun.document.items())[1:])
        assert client.get(on.url).url == self.question(page, begun)

    def test_what_was_just_typed_is_saved_before_they_are_told(self, client, page, survey, begun):
        self.mended(survey)
        answer = client.post(self.question(page, begun, 2), {"answer": "typed just now", "go": "next"})
        assert answer.status_code == 302
        assert "typed just now" in Draft.objects.get().document.values()

    def test_nothing_of_a_withdrawn_version_can_be_sent(self, client, page, survey, begun):
        self.mended(survey)
        check = reverse("consultation_check", args=[page.slug])
        assert b"Some questions have changed" in client.post(check, {}).content
        assert Draft.objects.exists()

    def test_a_stranger_has_nothing_to_move(self, client, page):
        assert client.post(reverse("consultation_go_on", args=[page.slug])).status_code == 302
        assert client.get(reverse("consultation_go_on", args=[page.slug])).status_code == 405


def test_an_answer_that_names_a_choice_that_went_is_asked_again(survey):
    before = definition_of(survey.version)
    first, several, words = before.questions
    stored = blocks(survey)
    gone = stored[0]["value"]["choices"].pop(0)
    survey.questions = stored
    after = definition_of(publish_survey(survey=survey).version)
    cid = gone["id"].replace("-", "")[:12]
    document = {first.qid: cid, several.qid: [several.choices[0].cid], words.qid: None}
    assert withdrawing.carried(before, after, document) == {several.qid: document[several.qid], words.qid: None}


def test_readers_of_the_results_are_told_why_old_and_new_answers_count_together(client, survey):
    page = make_page(survey=survey)
    make_pending(survey, 12)
    fold(survey_id=survey.pk)
    address = reverse("consultation_results", args=[page.slug])
    assert b"When questions changed" not in client.get(address).content
    sign(reworded(survey))
    publish_survey(survey=survey)
    assert b"We mended a word" in client.get(address).content


def test_a_version_is_not_withdrawn_for_a_reason_that_nobody_can_see(client, survey):
    sign_in(client, Role.APPROVER)
    assert client.post(reverse("survey_withdraw", args=[survey.pk, 1]), {"why": "\u200b"}).status_code == 422
    assert not withdrawing.is_withdrawn(SurveyVersion.objects.get(pk=survey.version_id))
