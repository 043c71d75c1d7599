"""What a request may carry: public forms little, staff a long survey; too much is a plain answer, never a 500."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.body_limits import BYTES, FIELDS
from core.people.enums import Role
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["/consultations/any/answer/", "/cy/consultations/any/answer/", "/account/login/", "/nowhere/", "/desk/"]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def browser():
    return Client(raise_request_exception=True)


def many(number):
    return {f"f{each}": "x" for each in range(number)}


@pytest.mark.parametrize("path", PUBLIC)
def test_200_fields_pass_and_201_are_too_many_however_they_are_sent(browser, path):
    kept = "&".join(f"{name}=x" for name in many(FIELDS))
    assert browser.post(path, kept, content_type=FORM).status_code not in (400, 413, 500)
    assert browser.post(path, f"{kept}&f0=again", content_type=FORM).status_code == 400
    assert browser.post(path, many(FIELDS + 1)).status_code == 400


@pytest.mark.parametrize("path", PUBLIC)
def test_256_kilobytes_pass_and_more_is_too_much_however_it_is_sent(browser, path):
    assert browser.post(path, "a=" + "x" * (BYTES - 2), content_type=FORM).status_code not in (400, 413, 500)
    for kind in (FORM, "application/json", "text/plain", "application/octet-stream", "nonsense", ""):
        answer = browser.generic("POST", path, "x" * (BYTES + 1), content_type=kind)
        assert answer.status_code == 413, kind
        assert b"</html>" in answer.content
    assert browser.post(path, {"a": SimpleUploadedFile("a.txt", b"x" * (BYTES + 1))}).status_code == 413
    assert browser.generic("PUT", path, "x" * (BYTES + 1)).status_code == 413


@pytest.mark.parametrize(
    "body", ["--x\r\n", "--x\r\nContent-Disposition: form-data\r\n\r\n", "", "--x--", "\x00" * 50, "--x\r\n" * 5000]
)
def test_broken_forms_in_parts_are_a_plain_answer(browser, body):
    answer = browser.generic("POST", PUBLIC[0], body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code < 500
    answer = browser.generic("POST", PUBLIC[0], body, content_type="multipart/form-data")
    assert answer.status_code < 500


@pytest.mark.parametrize("announced", ["-1", "x", "9" * 30, "١٢٣", ""])
def test_a_length_that_is_no_length(browser, announced):
    answer = browser.generic("POST", PUBLIC[0], "a=b", content_type=FORM, CONTENT_LENGTH=announced)
    assert answer.status_code < 500


def test_staff_send_long_forms_under_cms_and_even_there_is_an_end(browser):
    browser.force_login(StaffFactory(role=Role.EDITOR))
    form = "/cms/surveys/1/translations/cy/"
    kept = browser.post(form, "&".join(f"f{each}=x" for each in range(16_000)), content_type=FORM)
    assert (kept.status_code, kept.url) == (302, "/cms/")  # read, and there is no such survey for this person
    assert browser.post(form, "&".join(f"f{each}=x" for each in range(20_001)), content_type=FORM).status_code == 400


@pytest.mark.parametrize("form", ["/desk/groups/00000000-0000-4000-8000-000000000000/hands/", "/desk/paper/1/"])
def test_forms_that_hold_a_whole_survey_on_one_page_are_as_long_as_it_is(browser, form):
    assert browser.post(form, many(FIELDS * 10)).status_code not in (400, 413, 500)
