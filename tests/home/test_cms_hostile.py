"""Nothing that is typed into a search or a filter of /cms/ breaks it, on either database."""

import re
from html import unescape

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.http import urlencode

from config.cms_input import CMSInput
from core.people.enums import Role
from core.search.models import WordGroup
from surveys.models import Survey
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory
from tests.factories.support import ServiceFactory
from tests.factories.surveys import make_survey
from tests.home.test_hostile import routes

HUGE = "9" * 30
VALUES = ["a\x00b", HUGE, "-1", "'%\\😀", "9999-99-99"]
KEYS = ["q", "p", "ordering", "locale", "collection_id", "tag", "owner", "user", "content_type", "action", "status"]
KEYS += ["object_id", "workflow", "task", "site", "group", "latest_revision_created_at_from", "created_at_to"]


@pytest.fixture
def staff(db):
    """Someone who may see everything in /cms/, over a small site."""
    small_site()
    article("late-buses")
    ServiceFactory(name="The Landing")
    client = Client(raise_request_exception=False)
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True, is_staff=True))
    return client


def listings(client):
    """Every address of /cms/ without gaps that answers a plain GET with a page."""
    plain = {"/" + forms[0] for forms in routes(get_resolver()) if forms[0].startswith("cms/") and len(set(forms)) == 1}
    skipped = ("logout", "login", "lock", "jsi18n", "sprite", "password", "failwhale")
    asked = sorted(address for address in plain if not any(word in address for word in skipped))
    return [address for address in asked if client.get(address).status_code == 200]


def test_no_search_and_no_filter_of_a_listing_breaks(staff):
    found = listings(staff)
    assert len(found) > 20
    broken = []
    for address in found:
        for value in VALUES:
            asked = f"{address}?{urlencode(dict.fromkeys(KEYS, value))}"
            status = staff.get(asked).status_code
            if status >= 500 or ("\x00" in value and status != 400):
                broken.append((asked[:100], status))
    assert broken == []


@pytest.mark.parametrize("body", [{"title": "a\x00b"}, {"a\x00": "b"}])
def test_a_form_with_a_nul_is_refused(staff, body):
    assert staff.post("/cms/snippets/support/service/add/", body).status_code == 400


def test_a_form_with_a_nul_says_so_and_is_sent_again_whole_by_one_press(staff):
    add = reverse(WordGroup.snippet_viewset.get_url_name("add"))
    typed = {"name": '"<b>L&amp;amps', "kind": "same", "words": "la\x00mp\r\nlight", "old_password": "secret\x00"}
    answer = staff.post(f"{add}?next=%2Fcms%2F", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "an invisible character that no database keeps" in page
    assert "secret" not in page
    assert "Passwords have to be typed again." in page
    assert f'action="{add}?next=%2Fcms%2F"' in page
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    again = {unescape(name): unescape(value) for name, value in fields}
    assert again == {"name": '"<b>L&amp;amps', "kind": "same", "words": "lamp\r\nlight"}
    assert staff.post(add, again).status_code == 302
    assert WordGroup.objects.get(name='"<b>L&amp;amps').words.split() == ["lamp", "light"]


def test_files_beside_a_nul_have_to_be_chosen_again(staff):
    file = SimpleUploadedFile("words.txt", b"words")
    html = staff.post("/cms/documents/multiple/add/", {"title": "a\x00b", "files[]": file}).content.decode()
    assert "Files have to be chosen again." in html


@pytest.mark.parametrize("body", [b'{"a": "\\u0000"}', b'{"a": "\x00"}'])
def test_json_with_a_nul_is_refused(staff, body):
    assert staff.post("/cms/snippets/support/service/add/", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("number", ["", "x", "-1", "99999", "1e3", "\u0664"])
def test_parts_that_are_counted_by_no_number_are_refused(staff, number):
    assert staff.post("/cms/snippets/surveys/survey/add/", {"title": "x", "questions-count": number}).status_code == 400


@pytest.mark.parametrize("parts", [{}, {"questions-count": "1"}, {"questions-count": "9999"}])
def test_a_form_without_the_parts_that_its_page_always_sends_is_refused(staff, parts):
    survey = make_survey()
    assert staff.post(f"/cms/snippets/surveys/survey/edit/{survey.pk}/", {"title": "x", **parts}).status_code == 400
    assert Survey.objects.get().latest_revision == survey.latest_revision


@pytest.mark.parametrize("chooser", ["surveys/survey", "support/service"])
def test_a_chooser_without_a_form_makes_nothing(staff, chooser):
    assert staff.post(f"/cms/snippets/choose/{chooser}/create/", {"title": "x"}).status_code == 404


def test_a_chooser_with_a_form_still_reads_it(staff):
    assert staff.get("/cms/images/chooser/create/").status_code == 200
    assert staff.post("/cms/images/chooser/create/", {"title": "x"}).status_code == 200


def test_a_picture_that_is_no_number_is_refused(staff):
    survey = make_survey()
    block = {"deleted": "", "order": "0", "type": "text", "id": "", "value-label": "Why?", "value-picture": "abc"}
    sent = {"questions-count": "1", **{f"questions-0-{name}": value for name, value in block.items()}}
    assert staff.post(f"/cms/snippets/surveys/survey/edit/{survey.pk}/", sent).status_code == 400


def test_a_search_among_pictures_with_a_tag_finds(staff):
    assert staff.get("/cms/images/chooser/results/?q=lamp&tag=night").status_code == 200


@pytest.mark.parametrize("problem", [DataError("out of range"), OverflowError("too large")])
def test_only_reading_turns_a_value_out_of_range_into_a_400(rf, problem):
    middleware = CMSInput(lambda request: None)
    with pytest.raises(BadRequest):
        middleware.process_exception(rf.get("/cms/x/"), problem)
    middleware.process_exception(rf.post("/cms/x/"), problem)
    middleware.process_exception(rf.get("/support/"), problem)
    middleware.process_exception(rf.get("/cms/x/"), ValueError())
