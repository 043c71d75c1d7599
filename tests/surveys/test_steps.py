"""From page to page: sections, skip rules, consent, content notes, honest progress, and every way of coming back."""

import random

import pytest
from django.urls import reverse

from surveys import actions, attempts, progress, steps
from surveys.compiling import compile_blocks
from surveys.definition import parse
from surveys.models import Draft, PendingResponse
from surveys.paths import path_of
from surveys.queries import definition_of
from tests.factories.questions import ask, every_kind, section
from tests.factories.surveys import make_draft, make_page, make_survey

YES = "${like} = 'yes'"
BRANCH = (
    ask("yes_no", "Do you like buses?", code="like"),
    ask("single", "Which bus?", when=YES),
    ask("single", "Why?", when=YES),
    ask("single", "Anything else?"),
)


class Walk:
    """Somebody who answers `blocks`: `at(n)` the address of question n, `post(n, …)`, `document()` what is kept."""

    def __init__(self, client, *blocks, document=None, **fields):
        self.client = client
        self.page = make_page(survey=make_survey(questions=list(blocks), **fields))
        self.asked = definition_of(self.page.survey.version)
        self.questions = self.asked.questions
        self.draft, client.cookies[attempts.COOKIE] = make_draft(self.page.survey, document=document or {})

    def url(self, name, *args):
        return reverse(f"consultation_{name}", args=[self.page.slug, *args])

    def at(self, number):
        return self.url("question", self.questions[number].qid)

    def post(self, number, go="next", **data):
        return self.client.post(self.at(number), {"go": go, **data})

    def pick(self, number, choice, go="next"):
        return self.post(number, go, answer=self.questions[number].choices[choice].cid)

    def document(self):
        return Draft.objects.get().document


@pytest.mark.django_db
class TestSkipRules:
    """A guest on a survey with rules."""

    def test_an_answer_opens_its_questions_and_another_passes_them(self, client):
        walk = Walk(client, *BRANCH)
        assert walk.pick(0, 0).url == walk.at(1)
        assert walk.pick(0, 1).url == walk.at(3)

    def test_a_bookmark_of_a_question_that_is_not_reached_leads_to_where_somebody_is(self, client):
        walk = Walk(client, *BRANCH)
        walk.pick(0, 1)
        assert client.get(walk.at(1)).url == walk.at(3)
        walk.pick(3, 0)
        assert client.get(walk.at(1)).url == walk.url("check")

    def test_an_answer_posted_from_an_old_tab_is_kept_and_nothing_breaks(self, client):
        walk = Walk(client, *BRANCH)
        walk.pick(0, 1)
        assert walk.pick(1, 0).url == walk.at(3)
        assert walk.document()[walk.questions[1].qid] == walk.questions[1].choices[0].cid

    def test_answers_out_of_reach_stay_in_the_draft_come_back_and_are_not_sent(self, client):
        walk = Walk(client, *BRANCH)
        for number in range(4):
            walk.pick(number, 0)
        walk.pick(0, 1)
        assert walk.questions[1].qid in walk.document()
        body = client.get(walk.url("check")).content
        assert b"Which bus?" not in body
        walk.pick(0, 0)
        assert b"Which bus?" in client.get(walk.url("check")).content
        walk.pick(0, 1)
        assert actions.submit(hashes=[walk.draft.pk], slug=walk.page.slug) == actions.Sent.YES
        assert set(PendingResponse.objects.get().document) == {walk.questions[0].qid, walk.questions[3].qid}

    def test_a_change_from_the_check_page_leads_back_there(self, client):
        walk = Walk(client, *BRANCH)
        for number in range(4):
            walk.pick(number, 0)
        assert walk.pick(2, 1).url == walk.url("check")

    def test_back_goes_to_the_question_before_on_the_path(self, client):
        walk = Walk(client, *BRANCH)
        walk.pick(0, 1)
        assert walk.pick(3, 0, "back").url == walk.at(0)
        assert walk.post(0, "back").url == reverse("consultation", args=[walk.page.slug])

    def test_back_without_an_answer_does_not_count_as_skipped(self, client):
        walk = Walk(client, *BRANCH)
        walk.pick(0, 0)
        walk.post(1, "back")
        assert walk.questions[1].qid not in walk.document()

    def test_back_with_something_that_cannot_be_kept_loses_nothing(self, client):
        walk = Walk(client, ask("single"), ask("text", max_length=50))
        answer = walk.post(1, "back", answer="y" * 60)
        assert answer.status_code == 200
        assert b"y" * 60 in answer.content


@pytest.mark.django_db
class TestConsentAndNotes:
    """What has to be passed before going on."""

    def test_consent_cannot_be_skipped_by_button_bookmark_or_sending(self, client):
        walk = Walk(client, ask("consent"), ask("single"))
        assert b"Skip" not in client.get(walk.at(0)).content.split(b"<form")[1]
        assert walk.post(0, "skip").url == walk.at(0) or walk.document().get(walk.questions[0].qid) is None
        answer = walk.post(0)
        assert answer.content.count(b"Pick yes or no.") == 2
        assert client.get(walk.at(1)).url == walk.at(0)
        assert client.get(walk.url("check")).url == walk.at(0)
        assert client.post(walk.url("check")).url == walk.at(0)
        assert not PendingResponse.objects.exists()

    def test_no_leads_to_a_kind_page_and_deletes_everything(self, client):
        walk = Walk(client, ask("consent"), ask("single"))
        answer = walk.pick(0, 1)
        assert answer.status_code == 200
        assert b"You do not have to take part" in answer.content
        assert answer.cookies[attempts.COOKIE].value == ""
        assert not Draft.objects.exists()
        assert client.get(walk.at(1)).url == walk.url("answer")

    def test_yes_goes_on_to_the_questions(self, client):
        walk = Walk(client, ask("consent"), ask("single"))
        assert walk.pick(0, 0).url == walk.at(1)

    def test_a_note_stands_before_a_hard_part_and_the_part_can_be_skipped_whole(self, client):
        walk = Walk(
            client, ask("single"), ask("content_note"), ask("text"), ask("single"), section("Later"), ask("single")
        )
        assert walk.pick(0, 0).url == walk.at(1)
        assert client.get(walk.at(2)).url == walk.at(1)
        assert b"Skip this part" in client.get(walk.at(1)).content
        assert walk.post(1, "part").url == walk.at(4)
        assert [walk.document()[walk.questions[n].qid] for n in (1, 2, 3)] == [None, None, None]

    def test_skipping_a_part_keeps_what_was_answered_in_it(self, client):
        walk = Walk(client, ask("content_note"), ask("text"), ask("single"))
        walk.post(0)
        walk.post(1, answer="kept")
        walk.post(0, "part")
        assert walk.document()[walk.questions[1].qid] == "kept"

    def test_help_stands_beside_a_question_and_nothing_is_stored_of_it(self, client):
        walk = Walk(client, ask("single", need="bullying"), ask("signpost", need="bullying"))
        html = client.get(walk.at(0)).content.decode()
        assert "/support/bullying/" in html
        assert walk.document() == {}

    def test_words_to_read_join_the_question_after_them(self, client):
        walk = Walk(client, ask("information"), ask("single"), ask("information"))
        assert client.get(walk.url("answer")).url == walk.at(1)
        assert b"Some words to read." in client.get(walk.at(1)).content
        assert walk.pick(1, 0).url == walk.at(2)
        assert walk.post(2).url == walk.url("check")


@pytest.mark.django_db
class TestSections:
    """A section a page."""

    BLOCKS = (
        section("First", intro="About buses."),
        ask("yes_no", "Do you like buses?", code="like"),
        ask("text", "Which?", when=YES),
        section("Second"),
        ask("single", "Last"),
    )

    def field(self, walk, number):
        return f"q{walk.questions[number].qid}-answer"

    def test_a_section_is_shown_saved_and_left_together(self, client):
        walk = Walk(client, *self.BLOCKS, paging="section")
        html = client.get(walk.at(0)).content.decode()
        assert "About buses." in html
        assert "Which?" not in html
        data = {self.field(walk, 0): walk.questions[0].choices[1].cid, "on": walk.questions[0].qid}
        assert walk.post(0, **data).url == walk.at(2)

    def test_an_answer_that_brings_a_question_to_its_page_shows_the_page_again(self, client):
        walk = Walk(client, *self.BLOCKS, paging="section")
        data = {self.field(walk, 0): walk.questions[0].choices[0].cid, "on": walk.questions[0].qid}
        answer = walk.post(0, **data)
        assert answer.url == f"{walk.at(0)}#q{walk.questions[1].qid}"
        assert "Which?" in client.get(answer.url).content.decode()

    def test_the_address_of_the_section_leads_there_too(self, client):
        walk = Walk(client, *self.BLOCKS, paging="section")
        assert client.get(walk.url("question", walk.asked.sections[0].sid)).status_code == 200

    def test_all_mistakes_of_a_page_are_told_at_once_and_everything_stays(self, client):
        walk = Walk(client, ask("number"), ask("text", max_length=50), ask("short"), paging="section")
        data = {self.field(walk, 0): "x", self.field(walk, 1): "y" * 60, self.field(walk, 2): "fine"}
        html = walk.post(0, on=[one.qid for one in walk.questions], **data).content.decode()
        assert "2 things to check" in html
        assert all(value in html for value in ("y" * 60, 'value="fine"', 'value="x"'))
        assert walk.document() == {}

    def test_a_long_section_goes_on_on_another_page_so_no_form_is_too_large(self, client):
        walk = Walk(client, *(ask("grid", rows=[f"Row {n}" for n in range(20)]) for _one in range(9)), paging="section")
        screens = steps.screens_of(walk.asked, walk.questions)
        assert [len(screen.questions) for screen in screens] == [6, 3]


@pytest.mark.django_db
@pytest.mark.parametrize("paging", ["question", "section"])
def test_every_kind_can_be_shown_skipped_and_checked_without_an_error(client, paging):
    walk = Walk(client, *every_kind(prefer_not=True, easy="Easy words", spoken="Read this"), paging=paging)
    address = client.get(walk.url("answer")).url
    for _step in range(40):
        assert client.get(address).status_code == 200
        if address == walk.url("check"):
            break
        address = client.post(address, {"go": "skip"}).url.partition("#")[0]
    assert address == walk.url("check")


@pytest.mark.django_db
@pytest.mark.parametrize("paging", ["question", "section"])
def test_hostile_posts_to_every_kind_are_never_a_500(client, paging):
    walk = Walk(client, *every_kind(prefer_not=True), paging=paging)
    names = ["answer", "answer-not", "on", "go", *(f"q{one.qid}-answer" for one in walk.questions)]
    for number in range(len(walk.questions)):
        for value in (["x", "y"], "\x00", "9" * 10_000, "part", "<b>"):
            answer = client.post(walk.at(number), dict.fromkeys(names, value))
            assert answer.status_code in (200, 302, 404)


@pytest.mark.django_db
def test_the_script_is_told_the_next_address_and_browsers_are_redirected(client):
    walk = Walk(client, *BRANCH)
    told = client.post(walk.at(0), {"go": "skip"}, headers={"X-Sayso-Step": "1"})
    assert (told.status_code, told["X-Next"]) == (204, walk.at(3))
    assert attempts.COOKIE in told.cookies


@pytest.mark.django_db
def test_the_next_page_is_named_only_where_no_answer_can_change_it(client):
    walk = Walk(client, *BRANCH)
    assert b"data-next" not in client.get(walk.at(0)).content
    walk.pick(0, 0)
    assert f'data-next="{walk.questions[2].qid}"'.encode() in client.get(walk.at(1)).content
    Draft.objects.update(session=_session(walk.page.survey))
    assert b"data-next" not in client.get(walk.at(1)).content
    assert b"data-keep" not in client.get(walk.at(1)).content


def _session(survey):
    from datetime import timedelta

    from django.utils import timezone

    from surveys.models import GroupSession

    return GroupSession.objects.create(survey=survey, closes_at=timezone.now() + timedelta(hours=1))


@pytest.mark.django_db
def test_pausing_saves_and_says_what_is_kept_and_where_to_go_on(client):
    walk = Walk(client, *BRANCH)
    assert walk.pick(3, 0, "pause").url == walk.url("pause")
    html = client.get(walk.url("pause")).content.decode()
    assert "We keep your 1 answer until" in html
    assert walk.at(0) in html
    client.cookies.clear()
    assert client.get(walk.url("pause")).url == walk.url("answer")


@pytest.mark.django_db
def test_questions_come_in_the_language_of_the_address_and_the_answers_are_the_same(client):
    block = ask("single", "Bus?")
    texts = {"cy": {block["id"]: {"label": "Bws?"}}}
    walk = Walk(client, block, ask("single", "Tram?"), translations=texts)
    first, second, check = walk.at(0), walk.at(1), walk.url("check")
    html = client.get(f"/cy{first}").content.decode()
    assert "Bws?" in html
    assert 'lang="cy"' in html
    answer = client.post(f"/cy{first}", {"answer": walk.questions[0].choices[0].cid})
    assert answer.url == f"/cy{second}"
    assert "Tram?" in client.get(answer.url).content.decode()
    assert client.get(f"/cy{check}").status_code == 200


@pytest.mark.django_db
def test_the_preview_shows_every_kind_and_nothing_is_hidden_by_a_rule(rf):
    from django.template.loader import render_to_string

    survey = make_survey(questions=[*every_kind(easy="Easy words"), ask("consent"), *BRANCH])
    html = render_to_string(survey.get_preview_template(rf.get("/"), ""), survey.get_preview_context(rf.get("/"), ""))
    for question in definition_of(survey.version).questions:
        assert f"{question.label}" in html
    assert "Which bus?" in html


def test_progress_never_goes_back_on_next():
    chance = random.Random(3)
    for _round in range(30):
        asked = parse(compile_blocks(_random_blocks(chance)))
        document, before = {}, None
        while (
            screen := steps.resume(screens := steps.screens_of(asked, path_of(asked, document)), document)
        ) is not None:
            found = progress.progress(asked, [one for each in screens for one in each.questions], screen)
            if before:
                assert found.last >= before.last
                assert found.to_go <= before.to_go
                assert found.last * before.of >= before.last * found.of
            before = found
            for question in screen.questions:
                document[question.qid] = chance.choice(question.choices).cid if question.choices else None


def _random_blocks(chance):
    blocks = []
    for number in range(chance.randint(1, 14)):
        when = f"${{q{chance.randrange(number)}}} = 'yes'" if number and chance.random() < 0.5 else ""
        blocks.append(ask("yes_no", f"Question {number}", code=f"q{number}", when=when))
    return blocks
