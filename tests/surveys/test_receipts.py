"""The receipt code: the same on every retry, found however it is typed, in no address; and taking answers back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys import actions, attempts, bots, receipts, tasks
from surveys.folding import fold, rebuild
from surveys.models import PendingResponse, Release, Response, SpentKey, Tally
from surveys.queries import definition_of
from tests.factories.surveys import full_document, make_draft, make_page, make_pending
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
SHOWN = re.compile(rb"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def page():
    return make_page()


def url(page, name):
    return reverse(f"consultation_{name}", args=[page.slug])


def send(client, page, **draft):
    """Send answers from `client`; gives the code that it is shown."""
    client.cookies[attempts.COOKIE] = make_draft(page.survey, **draft)[1]
    client.post(url(page, "check"))
    return SHOWN.search(client.get(url(page, "receipt")).content)[0].decode()


def look(client, typed, **more):
    return client.post(reverse("my_code"), {"code": typed, **more}, **OURS)


def test_the_code_is_shown_after_sending_and_again_while_the_cookie_lasts(client, page):
    code = send(client, page)
    client.post(url(page, "check"))
    assert code.encode() in client.get(url(page, "receipt")).content
    client.cookies.clear()
    assert client.get(url(page, "receipt")).url == reverse("consultation", args=[page.slug])


def test_answers_sent_while_the_page_is_taken_down_still_get_their_receipt(client, page):
    page.unpublish()
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    receipt = client.get(client.post(url(page, "check")).url)
    assert receipt.status_code == 200
    assert SHOWN.search(receipt.content)
    assert f'href="{reverse("consultation", args=[page.slug])}"' not in receipt.content.decode()
    client.cookies.clear()
    assert client.get(url(page, "receipt")).status_code == 404


def test_only_the_hash_of_the_code_is_stored_and_the_fold_carries_it(client, page):
    code = send(client, page).replace("-", "")
    assert PendingResponse.objects.get().receipt_hash == receipts.hash_of(code)
    tasks.fold_pending()
    response = Response.objects.get()
    assert response.receipt_hash == receipts.hash_of(code)
    assert code not in repr(vars(response))


def test_two_people_have_two_codes(client, page):
    first = send(client, page)
    client.cookies.clear()
    assert send(client, page) != first


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')} ",
        lambda code: code.replace("0", "o").replace("1", "l").replace("V", "u"),
        lambda code: "".join(chr(ord(one) + 0xFEE0) for one in code),
    ],
)
def test_a_code_is_found_however_it_is_typed(client, page, spell):
    code = "0V1O-0000-1111-VVVV"
    make_pending(page.survey, 1)
    PendingResponse.objects.update(receipt_hash=receipts.hash_of("0V1" + "0" + code.replace("-", "")[4:]))
    assert b"We have your answers" in look(client, spell(code)).content


@pytest.mark.parametrize("counted", [False, True])
def test_a_code_shows_what_came_of_it_and_never_the_answers(client, page, counted):
    code = send(client, page, document=full_document(page.survey, "my secret sentence"))
    if counted:
        tasks.fold_pending()
    answer = look(client, code)
    assert page.title.encode() in answer.content
    assert b"secret" not in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_a_wrong_code_says_so_beside_the_box_and_keeps_what_was_typed(client, page):
    for typed in ("0000-0000-0000-0000", "abc", "", "\x00" * 16, "x" * 5000, "é\u202e💥"):
        answer = look(client, typed)
        assert answer.status_code == 200
        assert b"<title>Error:" in answer.content
    assert b"abc" in look(client, "abc").content


def test_no_address_holds_the_code(client, page):
    code = send(client, page)
    assert reverse("my_code") == "/consultations/my/code/"
    assert client.get(reverse("my_code"), {"code": code}).content.count(code.encode()) == 0
    assert look(client, code).status_code == 200


def test_a_consultation_may_be_called_my(client):
    page = make_page(slug="my")
    assert client.get(reverse("consultation", args=["my"])).status_code == 200
    assert client.get(reverse("my_code")).status_code == 200
    assert page.slug == "my"


def test_looking_is_limited_for_each_place_and_stores_no_address(client, page, monkeypatch):
    monkeypatch.setattr(bots, "RECEIPT", bots.Limit("survey receipt test", 3))
    codes = [look(client, "0000-0000-0000-0000").status_code for _one in range(4)]
    assert codes == [200, 200, 200, 429]


@pytest.mark.parametrize("counted", [False, True])
def test_taking_back_deletes_the_response_and_leaves_the_tally_as_a_recount_finds_it(client, page, counted):
    make_pending(page.survey, 12)
    tasks.fold_pending()
    code = send(client, page)
    if counted:
        tasks.fold_pending()
    assert b"no longer stored" in look(client, code, withdraw="1").content
    assert not PendingResponse.objects.exists()
    assert Response.objects.count() == 12
    tasks.fold_pending()
    folded = Tally.objects.get()
    before = (folded.responses, folded.counts)
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.responses, rebuilt.counts) == before == (12, before[1])


def test_taking_everything_back_leaves_an_empty_tally(page):
    codes = []
    for number in range(15):
        key = attempts.new_key()
        code = receipts.code_of(page.survey_id, key)
        document = full_document(page.survey, f"words of number {number}", pick=number % 3)
        PendingResponse.objects.create(
            version=page.survey.version, document=document, receipt_hash=receipts.hash_of(code), flags=["too_fast"]
        )
        codes.append(code)
    fold(survey_id=page.survey_id)
    for code in codes:
        assert receipts.withdraw(typed=code) == page.survey
        tally = Tally.objects.get()
        before = (tally.responses, tally.counts)
        rebuilt = rebuild(survey_id=page.survey_id)
        assert (rebuilt.responses, rebuilt.counts) == before
    assert before == (0, {})


def test_taking_back_twice_finds_nothing_the_second_time(client, page):
    code = send(client, page)
    look(client, code, withdraw="1")
    assert b"There are no answers under this code" in look(client, code, withdraw="1").content


def test_figures_never_move_because_one_person_took_answers_back(client, page):
    make_pending(page.survey, 19)
    code = send(client, page)
    tasks.fold_pending()
    before = Release.objects.values().get()
    look(client, code, withdraw="1")
    make_pending(page.survey, 10)
    tasks.fold_pending()
    assert Release.objects.values().get() == before  # 29 is nine more than were counted
    make_pending(page.survey, 1)
    tasks.fold_pending()
    assert Release.objects.get().counted == 30


def test_somebody_who_sends_and_takes_back_in_turn_brings_no_figures_out(page):
    make_pending(page.survey, 20)
    tasks.fold_pending()
    before = Release.objects.values().get()
    for _turn in range(3):
        codes = [receipts.code_of(page.survey_id, attempts.new_key()) for _one in range(9)]
        for code in codes:
            PendingResponse.objects.create(
                version=page.survey.version, document={}, receipt_hash=receipts.hash_of(code)
            )
        tasks.fold_pending()
        for code in codes:
            receipts.withdraw(typed=code)
    assert Release.objects.values().get() == before


def test_the_key_stays_spent_and_this_browser_forgets_its_code(client, page):
    code = send(client, page)
    answer = look(client, code, withdraw="1")
    assert answer.cookies[attempts.COOKIE].value == ""
    assert SpentKey.objects.count() == 1


def test_taking_back_from_another_site_asks_to_confirm(client, page):
    code = send(client, page)
    answer = client.post(reverse("my_code"), {"code": code, "withdraw": "1"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert PendingResponse.objects.exists()


def test_looking_takes_few_queries_however_many_responses_there_are(client, page):
    code = send(client, page)
    make_pending(page.survey, 60)
    tasks.fold_pending()
    look(client, code)
    with assert_queries(6, at_most=True):
        look(client, code)


def test_a_response_without_a_code_is_folded_like_any_other(page):
    draft, _cookie = make_draft(page.survey)
    assert actions.submit(hashes=[draft.pk], slug=page.slug) == actions.Sent.YES
    assert PendingResponse.objects.get().receipt_hash is None
    tasks.fold_pending()
    assert Response.objects.get().day == timezone.localdate()
    assert definition_of(page.survey.version)


def test_a_browser_whose_answers_were_taken_back_elsewhere_is_not_told_that_we_have_them(client, page):
    code = send(client, page)
    receipts.withdraw(typed=code)
    answer = client.get(url(page, "receipt"))
    assert "Your answers are deleted" in answer.content.decode()
    assert code not in answer.content.decode()
    assert not answer.cookies[attempts.COOKIE].value
