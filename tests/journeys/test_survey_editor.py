"""The editor of a survey: a rule is built by picking, questions are found by jumping, both stay plain fields."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from surveys import rights
from surveys.models import Survey
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_survey, multiple, single, text

pytestmark = pytest.mark.browser


@pytest.fixture
def survey(site_url):
    small_site()
    rights.grant()
    made = make_survey(
        questions=[single("How do you get home?", ("Walk", "Bus")), multiple("What helps?"), text("Why?")]
    )
    make_page(survey=made)
    return made


def test_an_editor_builds_rules_and_signs_why_the_meaning_is_the_same(survey, wide_page, sign_in, check_axe):
    page = wide_page
    sign_in(page, StaffFactory(role=Role.EDITOR))
    page.goto(f"/cms/snippets/surveys/survey/edit/{survey.pk}/")
    page.get_by_text("All questions: jump to one").click()
    page.get_by_role("button", name="3. Why?").click()
    field = page.locator("[name='questions-2-value-when']")
    expect(field).to_be_visible()
    block = page.locator("[name='questions-2-value-when'] ~ .rule-builder")
    block.get_by_text("Build a rule").click()
    block.get_by_label("Answer", exact=True).first.select_option(label="Bus")
    block.get_by_role("button", name="Write the rule").click()
    block.get_by_label("Question", exact=True).select_option(label="2. What helps?")
    block.get_by_label("How it was answered").select_option(label="is answered, and does not include")
    block.get_by_label("Together with the rule so far").select_option(label="or")
    block.get_by_role("button", name="Write the rule").click()
    expect(page.locator(".rule-said", has_text="In words: only when “How do you get home?” is “Bus”")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("updated")).to_be_visible()
    draft = Survey.objects.get(pk=survey.pk).get_latest_revision_as_object()
    assert draft.questions[0].value["code"] == "get_home"
    assert draft.questions[2].value["when"] == (
        "${get_home} = 'bus' or (${helps} != '' and not(selected(${helps}, 'a')))"
    )

    page.goto(f"/cms/surveys/{survey.pk}/changes/")
    expect(page.get_by_text("Who is asked this")).to_be_visible()
    check_axe(page)
    page.get_by_label("Its meaning is the same because").fill("Nobody had answered yet.")
    page.get_by_role("button", name="Sign this reason").click()
    expect(page.get_by_text("Signed. Change a meaning again")).to_be_visible()


def test_a_translator_fills_in_arabic_beside_the_english(survey, wide_page, sign_in, check_axe):
    page = wide_page
    sign_in(page, StaffFactory(role=Role.EDITOR))
    page.goto(f"/cms/surveys/{survey.pk}/translations/")
    page.get_by_role("link", name="Arabic").click()
    box = page.get_by_role("textbox", name="Question: How do you get home?")
    box.fill("كيف تعود إلى المنزل؟")
    assert box.evaluate("box => getComputedStyle(box).direction") == "rtl"
    check_axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 of 10 are done.")).to_be_visible()
