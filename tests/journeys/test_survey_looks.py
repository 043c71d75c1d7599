"""Every screen of a survey, for staff and for whoever answers, where looks go wrong: narrow, dark, right to left."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.pages.media.actions import make_sizes
from core.people.enums import Role
from surveys.models import Draft, Survey
from tests.factories.areas import AreaFactory
from tests.factories.consultations import site_with_approval
from tests.factories.news import image
from tests.factories.people import StaffFactory
from tests.factories.questions import ask, every_kind, section
from tests.factories.surveys import make_page, make_session, make_survey
from tests.journeys.test_help_shapes import COLOURS_ARE_THE_VISITORS, FITS

pytestmark = pytest.mark.browser
ARABIC = "سؤال تجريبي"
LOADED = "picture => picture.decode().then(() => picture.naturalWidth > 0)"
SHAPES = {
    "Arabic, dark, 320 px (and so 400 %)": ("/ar", {"width": 320, "color_scheme": "dark"}),
    "forced colours": ("", {"forced_colors": "active"}),
}


def pictured(words):
    """A choice with a picture in the sizes that pages show."""
    picture = image(words)
    make_sizes(picture.pk)
    return {"label": words, "picture": picture.pk, "alt": f"A drawing of {words.lower()}"}


@pytest.fixture
def survey(site_url):
    site_with_approval()
    AreaFactory(slug="kestrel-bay", name="Kestrel Bay")
    questions = [
        section("All of them", intro="Take your time."),
        *every_kind(help="A hint.", easy="Easy."),
        ask("picture", choices=[pictured(words) for words in ("A bench", "A lamp", "A tree")]),
        ask("consent"),
    ]
    questions[2]["value"]["code"] = "some"
    questions[4]["value"]["when"] = "${some} != ''"
    words = {one["id"]: {"label": f"{ARABIC} {number}"} for number, one in enumerate(questions)}
    made = make_survey(questions=questions, paging="section", translations={"ar": words}, resume_cards=True)
    make_page(survey=made)
    return made


@pytest.fixture
def look(check_axe):
    """Nothing sideways, nothing that axe finds; colours only where they are ours."""

    def check(page, *, forced=False):
        page.wait_for_load_state()
        if forced:
            results = Axe().run(page, options=COLOURS_ARE_THE_VISITORS)
            assert results.violations_count == 0, results.generate_report()
        else:
            check_axe(page)
        assert page.evaluate(FITS), page.url

    return check


def test_no_screen_of_staff_is_too_wide_or_unreadable_on_a_dark_phone(survey, new_page, sign_in, look):
    page = new_page(color_scheme="dark")
    sign_in(page, StaffFactory(role=Role.APPROVER))
    page.goto(reverse(Survey.snippet_viewset.get_url_name("links"), args=[survey.pk]))
    page.get_by_label("Where it goes").fill("Bus station, November")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("link", name="QR code to print")).to_be_visible()
    look(page)
    page.get_by_role("link", name="QR code to print").click()
    look(page)
    addresses = [reverse(Survey.snippet_viewset.get_url_name("xlsform"))]
    addresses += [
        reverse(Survey.snippet_viewset.get_url_name(name), args=[survey.pk]) for name in ("running", "check", "walk")
    ]
    addresses += [
        reverse(f"survey_{name}", args=[survey.pk]) for name in ("changes", "versions", "translations", "copy")
    ]
    addresses += [
        reverse("survey_translate", args=[survey.pk, "ar"]),
        reverse("survey_withdraw", args=[survey.pk, 1]),
        reverse("survey_monitoring"),
        reverse("consultation_new"),
        reverse("consultation_checklist", args=[survey.pages.get().pk]),
    ]
    for address in addresses:
        assert page.goto(address).status == 200, address
        expect(page).to_have_url(re.compile(f"{address}$"))
        look(page)


def test_no_screen_of_a_group_session_is_too_wide_or_unreadable_on_a_dark_phone(survey, new_page, sign_in, look):
    page, worker = new_page(color_scheme="dark"), StaffFactory(role=Role.YOUTH_WORKER)
    sign_in(page, worker)
    sessions = {mode: make_session(survey, worker=worker, mode=mode) for mode in ("phones", "hands", "paper")}
    addresses = [reverse("groups"), reverse("group_open")]
    addresses += [reverse("group_session", args=[one.uuid]) for one in sessions.values()]
    addresses += [reverse(f"group_{name}", args=[sessions[mode].uuid]) for name, mode in
                  (("room", "phones"), ("hands", "hands"), ("paper", "paper"))]  # fmt: skip
    addresses.append(reverse("consultation_print", args=["after-dark"]))
    for address in addresses:
        assert page.goto(address).status == 200, address
        look(page)


@pytest.mark.parametrize("shape", list(SHAPES))
def test_every_kind_of_question_and_every_end_is_sound(survey, new_page, look, shape):
    prefix, options = SHAPES[shape]
    page, forced = new_page(**options), "forced_colors" in options
    there = f"{prefix}/consultations/after-dark/"
    page.goto(f"{there}answer/" if prefix else there)
    look(page, forced=forced)
    page.locator("main form[action$='/answer/'] button").first.click()
    expect(page.locator("main [value=next]")).to_be_visible()
    look(page, forced=forced)
    page.locator("main input[inputmode=numeric], main input[inputmode=decimal]").first.fill("many")
    page.locator("[value=next]").click()
    expect(page.locator(".errors")).to_be_visible()
    look(page, forced=forced)
    page.locator("main .invalid input").first.fill("3")
    page.locator("[value=pause]").click()
    page.wait_for_url("**/pause/")
    look(page, forced=forced)
    page.goto(f"{there}answer/card/")
    look(page, forced=forced)
    page.goto(f"{there}answer/")
    seen = 0
    while not page.url.endswith("/check/"):
        here, agreed = page.url, page.locator("main input[type=radio][value$=yes]")
        if agreed.count():
            agreed.last.check()
        pictures = page.locator("main .pictures img")
        assert all(picture.evaluate(LOADED) for picture in pictures.all())
        seen += pictures.count()
        look(page, forced=forced)
        page.locator("[value=next]").click()
        page.wait_for_url(lambda url, before=here: url != before)
    assert seen >= 3
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    page.locator("[value=send], main form button").first.click()
    page.wait_for_url("**/receipt/")
    look(page, forced=forced)
    for state in ({"paused_at": timezone.now(), "paused_why": "We mend a question."}, {"closes_at": timezone.now()}):
        for name, value in state.items():
            setattr(survey, name, value)
        survey.save(update_fields=list(state))
        page.context.clear_cookies()
        page.goto(f"{there}answer/" if prefix else there)
        look(page, forced=forced)
