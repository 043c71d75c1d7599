"""A form of another tool: taken in by an editor, put up by a second person, answered by a guest, given out again."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from surveys import rights
from surveys.actions import publish_survey
from surveys.models import ConsultationPage, Survey
from surveys.xlsform.reading import read_workbook
from tests.factories.pages import editor, small_site
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page
from tests.surveys.xlsform import forms
from tests.surveys.xlsform.builders import xlsx_of

pytestmark = pytest.mark.browser
FORM = xlsx_of(survey=forms.survey("yes"), choices=forms.choices(), settings=forms.SETTINGS)


def own_columns_out(sheet):
    return [
        {
            column: said
            for column, said in line.cells.items()
            if not column[0].startswith("sayso") and "required" not in column
        }
        for line in sheet.lines
    ]


@pytest.fixture
def site(site_url):
    small_site()
    rights.grant()
    make_page(slug="another")


def put_up(page, approver):
    """What the approver's button does: questions and page at once, open now."""
    from datetime import timedelta

    from django.utils import timezone

    survey = page.survey.get_latest_revision_as_object()
    survey.opens_at, survey.closes_at = timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=20)
    publish_survey(survey=survey, user=approver)
    page = ConsultationPage.objects.get(pk=page.pk)
    page.summary, page.why, page.who_decides = "About evenings.", "Because it matters.", "The board"
    page.reply_by = timezone.localdate() + timedelta(days=60)
    page.live = True
    page.save()


def test_a_form_is_taken_in_answered_and_given_out(site, wide_page, page, sign_in, check_axe, tmp_path):
    sign_in(wide_page, editor())
    wide_page.goto("/cms/snippets/surveys/survey/")
    wide_page.goto("/cms/snippets/surveys/survey/xlsform/")
    check_axe(wide_page)
    wide_page.set_input_files("input[type=file]", {"name": "form.xlsx", "mimeType": "application/x", "buffer": FORM})
    wide_page.get_by_role("button", name="Look at it first").click()
    expect(wide_page.get_by_text("58 questions")).to_be_visible()
    expect(wide_page.get_by_text("so “required” was left out")).to_be_visible()
    check_axe(wide_page)
    wide_page.get_by_role("button", name="Make the draft").click()
    expect(wide_page.get_by_text("The form is a draft now.")).to_be_visible()
    made = ConsultationPage.objects.get(title="After dark")

    put_up(made, StaffFactory(role=Role.APPROVER))

    page.goto(f"/consultations/{made.slug}/")
    page.get_by_role("button", name="Start").first.click()
    page.get_by_label("Yes, I agree").check()
    next_one(page)
    page.get_by_label("No", exact=True).check()
    next_one(page)
    seen = []
    for _number in range(14):
        seen.append(page.get_by_role("heading", level=1).inner_text())
        if "By night? 1" in " ".join(seen):
            break
        page.get_by_role("button", name="Skip").click()
    check_axe(page)
    assert not any("Part 2" in one or "get home? 2" in one for one in seen)

    survey = Survey.objects.get(title="After dark")
    wide_page.goto("/cms/snippets/surveys/survey/")
    with wide_page.expect_download() as download:
        wide_page.evaluate(
            "address => { const a = document.createElement('a'); a.href = address; a.click() }",
            f"/cms/snippets/surveys/survey/{survey.pk}/xlsform/",
        )
    file = tmp_path / "out.xlsx"
    download.value.save_as(file)
    before, after = read_workbook(FORM), read_workbook(file.read_bytes())
    assert own_columns_out(after.survey) == own_columns_out(before.survey)


def next_one(page):
    here = page.url
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(lambda address: address != here)
