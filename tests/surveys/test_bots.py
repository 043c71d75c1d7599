"""Against scripts: work or a minute's patience while under attack, limits that a school survives, flags."""

import re
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse

from surveys import attempts, bots, quality, tasks
from surveys.bots import Proof
from surveys.enums import Flag
from surveys.folding import rebuild
from surveys.groups import tries
from surveys.models import Draft, PendingResponse, Release, Response, Tally
from surveys.queries import definition_of
from tests.factories.surveys import make_draft, make_page, make_pending, make_survey

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setattr(bots, "BITS", 8)
    return make_page(survey=make_survey(under_attack=True))


def url(page, name="answer"):
    return reverse(f"consultation_{name}", args=[page.slug])


def begin(client, page, **fields):
    return client.post(url(page), fields, **OURS)


def challenge_in(answer):
    return re.search(r'name="challenge" value="([^"]+)"', answer.content.decode())[1]


def work(token):
    return next(str(number) for number in range(100_000) if bots.is_work(token, str(number)))


def test_while_under_attack_starting_asks_for_work_and_work_starts_it(client, page):
    asked = begin(client, page)
    assert not Draft.objects.exists()
    token = challenge_in(asked)
    assert begin(client, page, challenge=token, proof=work(token)).status_code == 302
    assert Draft.objects.count() == 1


def made_ago(page, seconds):
    """A challenge that was made `seconds` ago."""
    return signing.dumps([page.survey_id, f"nonce{seconds}", int(time.time()) - seconds], salt=bots._SALT)


def test_without_scripts_a_minute_of_waiting_starts_it_and_pressing_early_says_how_long(client, page):
    token = made_ago(page, 20)
    early = begin(client, page, challenge=token, proof="")
    assert re.search(rb"Please wait (39|40) more seconds", early.content)
    assert challenge_in(early) == token
    assert not Draft.objects.exists()
    assert begin(client, page, challenge=made_ago(page, 61), proof="").status_code == 302
    assert Draft.objects.count() == 1


def test_a_challenge_is_good_once_for_one_survey_and_runs_out(page, monkeypatch):
    token = bots.challenge(page.survey_id)
    answer = work(token)
    assert bots.check(page.survey_id + 1, token, answer) == Proof.BAD
    assert bots.check(page.survey_id, token, answer) == Proof.GOOD
    assert bots.check(page.survey_id, token, answer) == Proof.BAD
    late = bots.challenge(page.survey_id)
    monkeypatch.setattr(bots, "GOOD_SECONDS", -1)
    assert bots.check(page.survey_id, late, work(late)) == Proof.BAD


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", "é" * 400, "W10:1abc:def"])
def test_a_forged_challenge_starts_nothing_and_gets_a_new_one(client, page, token):
    answer = begin(client, page, challenge=token, proof="0")
    assert answer.status_code == 200
    assert challenge_in(answer) != token
    assert not Draft.objects.exists()


def test_in_ordinary_times_nothing_is_asked(client):
    assert begin(client, make_page()).status_code == 302


def test_a_school_behind_one_address_starts_and_a_flood_does_not(client, monkeypatch):
    assert bots.START.most >= 300
    monkeypatch.setattr(bots, "START", bots.Limit("survey start test", 5))
    page = make_page()
    codes = []
    for _one in range(7):
        client.cookies.clear()
        codes.append(begin(client, page).status_code)
    assert codes == [302] * 5 + [429] * 2


def test_pressing_send_again_and_again_is_a_retry_until_it_is_a_flood(client, monkeypatch):
    page = make_page()
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert {client.post(url(page, "check")).status_code for _one in range(50)} == {302}
    monkeypatch.setattr(bots, "SEND", 50)
    assert client.post(url(page, "check")).status_code == 429
    assert PendingResponse.objects.count() == 1


def scales(number):
    return {"type": "agreement", "id": f"{number:08}-0000-4000-8000-000000000000", "value": {"label": f"Say {number}"}}


def test_answers_faster_than_reading_and_straight_lines_are_flagged():
    survey = make_survey(questions=[scales(number) for number in range(1, 7)])
    asked = definition_of(survey.version)
    same = {question.qid: question.choices[1].cid for question in asked.questions}
    mixed = {question.qid: question.choices[place % 3].cid for place, question in enumerate(asked.questions)}
    assert quality.flags_of(asked, same, timedelta(seconds=3)) == [Flag.STRAIGHT_LINE, Flag.TOO_FAST]
    assert quality.flags_of(asked, same, timedelta(seconds=60)) == [Flag.STRAIGHT_LINE]
    assert quality.flags_of(asked, mixed, timedelta(seconds=60)) == []
    assert quality.flags_of(asked, {}, timedelta(0)) == []


def test_the_same_long_words_in_one_batch_are_flagged_and_short_ones_are_not():
    survey = make_survey()
    make_pending(survey, 3, words="Buy cheap watches at my shop today")
    make_pending(survey, 3, words="More buses")
    tasks.fold_pending()
    flags = [response.flags for response in Response.objects.all()]
    assert sorted(flags) == [[], [], [], *[[Flag.DUPLICATE_TEXT]] * 3]


def test_flagged_answers_are_counted_like_all_others_and_a_recount_agrees():
    survey = make_survey()
    make_pending(survey, 30)
    PendingResponse.objects.filter(pk__in=list(PendingResponse.objects.values_list("pk", flat=True)[:12])).update(
        flags=["too_fast"]
    )
    tasks.fold_pending()
    folded = Tally.objects.get()
    assert folded.responses == 30
    assert folded.counts[quality.KEY] == {"": 12, "too_fast": 12}
    rebuilt = rebuild(survey_id=survey.pk)
    assert rebuilt.counts == folded.counts


def test_the_statement_is_rounded_hidden_under_ten_and_moves_with_the_figures_only(client):
    page = make_page()
    make_pending(page.survey, 40)
    some = list(PendingResponse.objects.values_list("pk", flat=True))
    PendingResponse.objects.filter(pk__in=some[:12]).update(flags=["too_fast"])
    PendingResponse.objects.filter(pk__in=some[12:16]).update(flags=["straight_line"])
    tasks.fold_pending()
    page.survey.refresh_from_db()
    said = {row["flag"]: (row["count"], row["percent"]) for row in quality.statement(page.survey)}
    assert said == {"too_fast": (10, 25), "straight_line": (None, None), "duplicate_text": (None, None)}
    before = Release.objects.values("figures").get()
    make_pending(page.survey, 5)
    tasks.fold_pending()
    assert Release.objects.values("figures").get() == before
    body = client.get(f"/consultations/{page.slug}/results/").content.decode()
    assert "counted like all others" in body
    assert str(Flag.TOO_FAST.label) in body


def test_before_any_figures_there_is_no_statement(client):
    page = make_page()
    make_pending(page.survey, 5)
    tasks.fold_pending()
    assert quality.statement(page.survey) is None
    assert b"may not be real" not in client.get(f"/consultations/{page.slug}/results/").content


def test_old_figures_without_a_statement_are_still_shown(client):
    page = make_page()
    make_pending(page.survey, 20)
    tasks.fold_pending()
    release = Release.objects.get()
    del release.figures["quality"]
    release.save()
    assert client.get(f"/consultations/{page.slug}/results/").status_code == 200


def test_a_limit_stands_however_many_others_press_send_meanwhile():
    for _try in range(tries.WRONG_PINS):
        tries.wrong_pin(7)
    for person in range(600):
        bots.presses_too_often([f"{person:064}"])
    assert tries.pin_is_shut(7)
