"""A comms officer makes a consultation from nothing, somebody else approves it, and a guest sees it open."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys.compiling import SECTION
from surveys.definition import parse
from surveys.demo_content import HOME_AFTER_DARK
from surveys.models import ConsultationPage, Draft, Response, Survey, Tally
from tests.browser import until
from tests.factories.consultations import public, site_with_approval, tried
from tests.factories.pages import approver, editor
from tests.journeys.writing import Writer

pytestmark = pytest.mark.browser


def begin(page: Page, site_url: str) -> ConsultationPage:
    """Fill in the one form, as somebody does who has never seen it."""
    day = timezone.localdate()
    page.goto(f"{site_url}/cms/consultations/new/")
    page.get_by_label("Title").fill("The way home")
    page.get_by_label("Opens").fill(f"{day + timedelta(days=1)}T09:00")
    page.get_by_label("Closes").fill(f"{day + timedelta(days=20)}T17:00")
    page.get_by_label("Who decides").fill("The partnership board")
    page.get_by_label("People can read what was decided by").fill(f"{day + timedelta(days=40)}")
    return ConsultationPage.objects.first()


def try_every_question(page: Page) -> None:
    """Give a test answer on the pages that the public will see, skipping all of it."""
    page.get_by_role("button", name="Try it").click()
    page.wait_for_url("**/answer/**")
    for _question in range(20):
        if page.url.endswith("/check/"):
            break
        here = page.url
        skip = page.get_by_role("button", name="Skip this one")
        (skip if skip.count() else page.get_by_role("button", name="Next")).click()
        page.wait_for_url(lambda url, before=here: url != before)
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_load_state()


def write_all_questions(page: Page) -> Writer:
    """Type the demo's survey into the empty editor, with its two skip rules, and save it."""
    writer = Writer(page)
    writer.press(page.get_by_role("button", name="Delete").first)  # the library's age group: the demo types its own
    for number, (kind, value, _weights) in enumerate(HOME_AFTER_DARK["questions"], 1):
        writer.add(number, kind, value)
    writer.rule(3, "1. How do you get home most often?", "Bus or train")
    writer.rule(5, "3. How does the way home feel after dark?", "Very bad", "Bad")
    writer.press(page.get_by_role("button", name="Save draft"))
    expect(page.get_by_text("Survey 'The way home' updated")).to_be_visible()
    return writer


def is_the_demos(survey: Survey) -> None:
    """Nothing of what was typed is lost: kinds, words, choices, limits; rules by names that people can read."""
    typed = parse(survey.compiled())
    meant = [(kind, value) for kind, value, _weights in HOME_AFTER_DARK["questions"] if kind != SECTION]
    assert [(one.kind, one.label) for one in typed.questions] == [(kind, value["label"]) for kind, value in meant]
    for one, (_kind, value) in zip(typed.questions, meant, strict=True):
        assert (one.limit, one.need, one.about_you) == (
            value.get("limit", 0), value.get("need", ""), value.get("about_you", False),
        )  # fmt: skip
        listed = [words if isinstance(words, str) else words[0] for words in value.get("choices", [])]
        assert [choice.label for choice in one.choices][: len(listed)] == listed or one.kind in ("emoji", "statements")
        assert [row.label for row in one.rows] == value.get("rows", [])
    assert typed.questions[1].when == "${get_home_most} = 'bus_train'"
    assert typed.sections[1].when == "${way_home_feel} = 'face1' or ${way_home_feel} = 'face2'"


def answer(page: Page, choices: dict[str, str]) -> list[str]:
    """Answer as a guest does: the given choice of each question, else skip. Gives what was asked."""
    page.get_by_role("button", name="Start").click()
    asked = []
    while not page.url.endswith("/check/"):
        here, question = page.url, page.locator("h1").inner_text()
        asked.append(question)
        if question in choices:
            page.get_by_role("radio", name=choices[question], exact=True).check()
        go_on = page.get_by_role("button", name="Next") if question in choices else page.locator("[value=skip]")
        (go_on if go_on.count() else page.get_by_role("button", name="Next")).first.click()
        page.wait_for_url(lambda url, before=here: url != before)
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))  # a person takes longer than a script
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.context.clear_cookies()
    return asked


def test_a_comms_officer_writes_the_demos_questions_and_a_guest_answers_them(
    site_url, wide_page: Page, other_page: Page, noscript_page: Page, sign_in, check_axe, run_background
):
    site_with_approval()
    desk, guest = wide_page, noscript_page
    sign_in(desk, editor())
    desk.goto(f"{site_url}/cms/")
    desk.get_by_role("link", name="New consultation").first.click()
    check_axe(desk)
    begin(desk, site_url)
    desk.get_by_role("button", name="Begin").click()
    expect(desk.get_by_role("heading", name="3 things to do before it can open")).to_be_visible()
    expect(desk.get_by_text("None of them works for the police.").first).to_be_visible()
    check_axe(desk)
    made = ConsultationPage.objects.get()

    desk.get_by_role("link", name="Write the questions").click()
    write_all_questions(desk)
    is_the_demos(Survey.objects.get().get_latest_revision_as_object())
    desk.get_by_role("link", name="Checklist").click()
    desk.get_by_role("link", name="Write the page").click()
    for name in ("summary", "why", "can_change", "cannot_change"):
        desk.locator(f"[name={name}]").fill(HOME_AFTER_DARK[name])
    desk.get_by_role("button", name="Save draft").click()
    desk.get_by_role("link", name="See the checklist").click()
    try_every_question(desk)
    desk.goto(f"{site_url}/cms/consultations/{made.pk}/")
    expect(desk.get_by_role("heading", name="Ready to send in")).to_be_visible()
    desk.get_by_role("button", name="Send in for approval").click()
    expect(desk.get_by_role("heading", name="Waiting for approval")).to_be_visible()
    check_axe(desk)
    address = f"{site_url}/consultations/{made.slug}/"
    assert guest.goto(address).status == 404

    sign_in(other_page, approver())
    other_page.set_viewport_size({"width": 1280, "height": 900})
    other_page.goto(f"{site_url}/cms/consultations/{made.pk}/")
    other_page.get_by_role("link", name="Open the page to approve it").click()
    other_page.get_by_role("button", name="Approve and Publish", exact=True).click()
    until(other_page, lambda: public(made), "page and questions")
    guest.goto(address)
    expect(guest.get_by_text("Opens").first).to_be_visible()
    expect(guest.get_by_role("button", name="Start")).to_have_count(0)

    survey = Survey.objects.get()
    survey.opens_at = timezone.now()
    survey.save(update_fields=["opens_at"])
    until(guest, lambda: guest.goto(address) and guest.get_by_role("button", name="Start").count(), "the opening")
    check_axe(guest)
    everything = [one.label for one in parse(survey.compiled()).questions]
    home, feel = everything[0], everything[2]
    asked = answer(guest, {home: "Walk", feel: "Good"})
    assert asked == [label for label in everything if label not in (everything[1], everything[3], everything[4])]
    guest.goto(address)
    assert answer(guest, {home: "Bus or train", feel: "Very bad"}) == everything
    run_background()
    tally, first = Tally.objects.get(), parse(survey.compiled()).questions
    assert tally.responses == Response.objects.count() == 2
    counted = {one.label: tally.counts[one.qid] for one in first[:3] if one.qid in tally.counts}
    picked = {choice.label: counted[home].get(choice.cid, 0) for choice in first[0].choices}
    assert {words: number for words, number in picked.items() if number} == {"Walk": 1, "Bus or train": 1}


def test_what_is_wrong_is_said_and_kept(site_url, page: Page, sign_in, check_axe):
    site_with_approval()
    sign_in(page, editor())
    begin(page, site_url)
    page.get_by_label("Closes").fill("2026-01-01T09:00")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Who decides")).to_have_value("The partnership board")
    check_axe(page)
    assert not Survey.objects.exists()


def test_questions_that_changed_meanwhile_are_not_approved(site_url, wide_page: Page, sign_in, check_axe):
    from surveys.authoring.approving import send_in
    from tests.factories.consultations import change_questions, ready

    site_with_approval()
    writer = editor()
    made = ready(writer)
    send_in(page=made, user=writer)
    change_questions(made, writer)
    tried(made)
    sign_in(wide_page, approver())
    wide_page.goto(f"{site_url}/cms/pages/{made.pk}/edit/")
    wide_page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(wide_page.get_by_text("The questions were changed after this was sent in.").first).to_be_visible()
    assert not public(made)
