"""The editor of a survey: a rule is built by picking, questions are found by jumping, both stay plain fields."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from surveys import rights
from surveys.definition import parse
from surveys.expressions import holds
from surveys.models import Survey
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory
from tests.factories.questions import ask
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


def test_axe_finds_nothing_in_the_editor_of_a_long_survey(site_url, wide_page, sign_in, check_axe):
    small_site()
    rights.grant()
    survey, page = make_survey(questions=[single(f"Question {number}") for number in range(40)]), wide_page
    sign_in(page, StaffFactory(role=Role.EDITOR))
    page.goto(f"/cms/snippets/surveys/survey/edit/{survey.pk}/")
    parts = page.locator(".w-minimap__list")
    expect(parts.locator("li").nth(40)).to_be_attached()
    assert parts.evaluate("list => list.scrollHeight > list.clientHeight")
    check_axe(page)
    page.locator("#w-minimap-toggle").click()
    expect(parts.get_by_role("link", name="Question 20")).to_be_visible()
    check_axe(page)


def built(page, number):
    """The rule builder of the question with this place, opened."""
    page.get_by_text("All questions: jump to one").click()
    page.get_by_role("button", name=f"{number + 1}. ").click()
    block = page.locator(f"[name='questions-{number}-value-when'] ~ .rule-builder")
    block.get_by_text("Build a rule").click()
    return block


def test_rules_ask_about_one_row_of_a_grid_one_statement_and_the_points_of_one_choice(site_url, wide_page, sign_in):
    small_site()
    rights.grant()
    parts = [ask("grid", "How is it?", code="grid"), ask("statements", "I agree."), ask("points"), text("Why?")]
    survey, page = make_survey(questions=parts), wide_page
    make_page(survey=survey)
    sign_in(page, StaffFactory(role=Role.EDITOR))
    page.goto(f"/cms/snippets/surveys/survey/edit/{survey.pk}/")
    block = built(page, 3)
    asked = block.get_by_label("Question", exact=True)
    assert asked.locator("option").all_inner_texts() == [
        "1. How is it? The bus",
        "1. How is it? The park",
        "2. I agree. The bus",
        "2. I agree. The park",
        *(f"3. A points question: {choice}" for choice in ("Bread", "Cheese", "Soup")),
    ]
    asked.select_option(label="1. How is it? The park")
    block.get_by_label("Answer", exact=True).first.select_option(label="Cheese")
    block.get_by_role("button", name="Write the rule").click()
    asked.select_option(label="2. I agree. The bus")
    block.get_by_label("How it was answered").select_option(label="is answered, and is not")
    block.get_by_label("Answer", exact=True).first.select_option(label="Disagree")
    block.get_by_role("button", name="Write the rule").click()
    asked.select_option(label="3. A points question: Soup")
    block.get_by_label("How it was answered").select_option(label="is more than")
    block.get_by_label("Answer", exact=True).last.fill("5")
    block.get_by_role("button", name="Write the rule").click()
    said = page.locator(".rule-said").last
    expect(said).to_contain_text("“How is it? The park” is “Cheese”")
    expect(said).to_contain_text("“I agree. The bus” is not “Disagree”")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("updated")).to_be_visible()
    draft = Survey.objects.get(pk=survey.pk).get_latest_revision_as_object()
    rule = draft.questions[3].value["when"]
    assert rule == (
        "(${grid.park} = 'cheese' and (${agree.bus} != '' and ${agree.bus} != 'disagree')) "
        "and ${points_question.soup} > 5"
    )
    draft.full_clean()
    grid, statements, points, _why = parse(draft.compiled()).questions
    for picked, fits in ((1, True), (0, False)):
        given = {
            "grid": (grid, {grid.rows[1].rid: grid.choices[picked].cid}),
            "agree": (statements, {statements.rows[0].rid: statements.choices[0].cid}),
            "points_question": (points, {points.choices[2].cid: 6}),
        }
        assert holds(rule, given.get) is fits


def test_pasted_lines_become_a_choice_each_and_what_was_written_stays(survey, wide_page, sign_in):
    page = wide_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, StaffFactory(role=Role.EDITOR))
    page.goto(f"/cms/snippets/surveys/survey/edit/{survey.pk}/")
    page.get_by_text("All questions: jump to one").click()
    page.get_by_role("button", name="1. How do you get home?").click()
    choices = page.locator("input[name^='questions-0-value-choices-'][name$='-value']")
    expect(choices).to_have_count(2)

    def paste(line, words):
        page.evaluate("words => navigator.clipboard.writeText(words)", words)
        line.press("ControlOrMeta+a")
        line.press("ControlOrMeta+v")

    paste(choices.first, "- Walk\r\n• Bike\n\n * Tram, or train\n")
    assert [one.input_value() for one in choices.all()] == ["Walk", "Bike", "Tram, or train", "Bus"]
    paste(choices.nth(1), "Scooter")
    assert choices.nth(1).input_value() == "Scooter"
    paste(choices.last, f"Bus\n{'x' * 200}\nAnother way")
    expect(choices).to_have_count(6)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("updated")).to_be_visible()
    stored = Survey.objects.get(pk=survey.pk).get_latest_revision_as_object().questions[0].value["choices"]
    assert list(stored) == ["Walk", "Scooter", "Tram, or train", "Bus", "x" * 150, "Another way"]
    assert [*stored.bound_blocks][3].id == survey.questions[0].value["choices"].bound_blocks[1].id


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
