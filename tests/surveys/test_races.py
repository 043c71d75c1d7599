"""Many at once: fifty presses of Send are one response; saving, sending and folding at the same time lose nothing."""

from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.people.actions import assign_role, delete_account
from core.people.enums import Role
from core.people.models import User
from surveys import actions, attempts, cards, drafts, linking, onlyonce, receipts, tasks
from surveys.folding import fold, rebuild
from surveys.models import Draft, LookUp, PendingResponse, Response, ResponseLink, SpentKey, Tally
from surveys.queries import definition_of
from tests.at_once import at_once
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_pending, make_survey

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_presses_at_once_are_one_response_and_one_receipt():
    page = make_page()
    draft, cookie = make_draft(page.survey)
    code = receipts.hash_of(receipts.code_of(page.survey_id, cookie.partition("-")[2]))
    results = at_once(50, lambda _n: actions.submit(hashes=[draft.pk], slug=page.slug, receipts={draft.pk: code}))
    assert set(results) == {actions.Sent.YES}
    assert PendingResponse.objects.get().receipt_hash == code
    assert SpentKey.objects.count() == 1
    assert not Draft.objects.exists()


def test_one_code_that_twelve_send_with_at_once_is_one_response_and_eleven_keep_their_answers():
    page = make_page(survey=make_survey(once_only="code"))
    code = onlyonce.make_codes(survey=page.survey, number=1, batch="", by=StaffFactory())[0]
    drafts = [make_draft(page.survey)[0] for _one in range(12)]
    for draft in drafts:
        onlyonce.give_code(draft=draft, typed=code)
    results = at_once(12, lambda n: actions.submit(hashes=[drafts[n].pk], slug=page.slug))
    assert sorted(one.name for one in results) == ["SPENT"] * 11 + ["YES"]
    assert PendingResponse.objects.count() == 1
    assert Draft.objects.count() == 11


def test_two_phones_with_one_card_at_once_have_the_answers_once():
    page = make_page()
    draft, _cookie = make_draft(page.survey)
    words = " ".join(cards.make(draft=draft))
    moved = at_once(8, lambda _n: cards.go_on(typed=words), threads=8)
    assert sum(one is not None for one in moved) == 1
    assert Draft.objects.count() == 1


def test_taking_back_while_the_worker_folds_counts_nobody_twice_or_wrongly():
    page = make_page()
    codes = [receipts.code_of(page.survey_id, attempts.new_key()) for _one in range(24)]
    for code in codes:
        document = full_document(page.survey, f"words of {code}")
        PendingResponse.objects.create(
            version=page.survey.version, document=document, receipt_hash=receipts.hash_of(code)
        )

    def work(number):
        if number % 6 == 0:
            tasks.fold_pending()
        return receipts.withdraw(typed=codes[number // 2])

    found = at_once(24, work, threads=8)
    assert sum(one is not None for one in found) == 12
    tasks.fold_pending()
    tally = Tally.objects.get()
    assert tally.responses == Response.objects.count() == 12
    before = (tally.responses, tally.counts)
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.responses, rebuilt.counts) == before


def test_two_tabs_that_save_at_once_keep_both_answers():
    page = make_page()
    questions = definition_of(page.survey.version).questions
    draft, _cookie = make_draft(page.survey, document={})
    at_once(3, lambda n: drafts.save_answer(draft=Draft.objects.get(), qid=questions[n].qid, answer=None))
    assert set(Draft.objects.get().document) == {question.qid for question in questions}
    assert draft.pk == Draft.objects.get().pk


def test_an_answer_to_questions_that_were_left_meanwhile_is_not_put_over_those_that_came_with_them():
    page = make_page()
    draft, _cookie = make_draft(page.survey, document={"old": "kept"})
    here = Draft.objects.select_related("version__survey").get()
    other = make_survey().version
    Draft.objects.update(version=other, document={"new": "carried"})
    assert not drafts.save_answer(draft=here, qid="old", answer="changed")
    assert Draft.objects.get(pk=draft.pk).document == {"new": "carried"}


def test_many_tabs_that_save_at_once_all_end():
    page = make_page()
    make_draft(page.survey, document={})
    held = [Draft.objects.select_related("version__survey").get() for _one in range(16)]
    assert all(at_once(16, lambda n: drafts.save_answer(draft=held[n], qid=f"q{n}", answer=None), threads=8))
    assert set(Draft.objects.get().document) == {f"q{n}" for n in range(16)}


def test_two_workers_at_once_count_everybody_once():
    survey = make_survey()
    make_pending(survey, 60)
    assert sum(at_once(4, lambda _n: fold(survey_id=survey.pk), threads=4)) == 60
    assert Response.objects.count() == Tally.objects.get().responses == 60


def test_sending_while_the_worker_folds_loses_and_doubles_nothing():
    page = make_page()
    drafts = [make_draft(page.survey)[0].pk for _one in range(30)]

    def work(number):
        if number % 5 == 0:
            tasks.fold_pending()
        return actions.submit(hashes=[drafts[number]], slug=page.slug)

    at_once(30, work, threads=8)
    tasks.fold_pending()
    tally = Tally.objects.get()
    assert tally.responses == Response.objects.count() == 30
    before = (tally.responses, tally.counts)
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.responses, rebuilt.counts) == before


@pytest.mark.parametrize("leaves", ["account", "answer"])
def test_a_person_who_leaves_while_they_are_looked_up_is_found_and_gone(leaves):
    page = make_page(survey=make_survey(anonymity="role", link_role=Role.DSL))
    member, lead = MemberFactory(), StaffFactory(role=Role.DSL)
    linking.link(survey=page.survey, user=member, receipt_hash="a" * 64)
    PendingResponse.objects.create(
        version=page.survey.version, document=full_document(page.survey), receipt_hash="a" * 64
    )
    fold(survey_id=page.survey_id)
    response = Response.objects.get()
    looked, gone = Event(), Event()

    def look_up():
        with transaction.atomic():
            found = linking.look_up(response=response, by=lead, why="They may be in danger.")
            looked.set()
            gone.wait(1)  # where nothing makes the other wait, it is over by then
        return found

    def leave():
        looked.wait(10)
        if leaves == "account":
            delete_account(user=member)
        else:
            linking.withdraw(user=member, survey_id=page.survey_id)
        gone.set()

    found, _nothing = at_once(2, lambda n: leave() if n else look_up(), threads=2)
    assert found.pk is not None
    assert not ResponseLink.objects.exists()
    assert LookUp.objects.get().link is None


def test_answers_that_the_worker_counts_while_their_code_is_looked_for_are_found():
    survey = make_survey()
    code = "0" * receipts.LENGTH
    PendingResponse.objects.create(
        version=survey.version, document=full_document(survey), receipt_hash=receipts.hash_of(code)
    )
    looked = []

    def count_after_the_first_look(execute, *query):
        found = execute(*query)
        if not looked:
            looked.append(at_once(1, lambda _n: fold(survey_id=survey.pk)))
        return found

    with connection.execute_wrapper(count_after_the_first_look):
        assert receipts.find(code) is not None
    assert looked == [[1]]


def test_a_role_and_a_mark_at_once_never_make_a_page_untrue():
    make_page()
    people = [StaffFactory(role=Role.MODERATOR, factor=False) for _one in range(12)]

    def work(n):
        person = User.objects.get(pk=people[n // 2].pk)
        try:
            if n % 2:
                assign_role(by=None, user=person, role=Role.ANALYST)
            else:
                person.works_for_police = True
                person.save()
        except ValidationError:
            return False
        return True

    done = at_once(24, work)
    assert [one + other for one, other in zip(done[::2], done[1::2], strict=True)] == [1] * 12
    assert not User.objects.filter(works_for_police=True, roles__role=Role.ANALYST).exists()
