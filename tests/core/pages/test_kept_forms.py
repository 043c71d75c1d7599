"""Posts without a token: ours pass, others must be confirmed, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from config.urls import urlpatterns as addresses_of_the_site
from core.pages.kept_forms import kept_form


@kept_form
def save(request: HttpRequest) -> HttpResponse:
    return HttpResponse("saved " + request.POST.get("words", ""))


urlpatterns = [path("save/", save), *addresses_of_the_site]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def post(**headers: str) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    return client.post("/save/", {"words": "<b>kept & safe</b>"}, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/support/"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
    ],
    ids=["fetch metadata", "origin", "referer", "fetch metadata beats a null origin"],
)
def test_a_post_from_our_own_page_passes(headers: dict[str, str]) -> None:
    assert post(**headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "http://testserver.example.org"},
        {"origin": "https://testserver"},
        {"referer": "http://testserver.example.org/"},
        {"referer": "http://user@testserver/"},
        {"referer": "nonsense"},
    ],
    ids=str,
)
def test_any_other_post_must_be_confirmed_first(headers: dict[str, str]) -> None:
    assert post(**headers).status_code == 403


def test_the_confirm_page_holds_what_was_typed() -> None:
    assert 'value="&lt;b&gt;kept &amp; safe&lt;/b&gt;"' in post().content.decode()


def test_a_confirmed_post_passes() -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/save/", {"words": "hello"})
    token = refused.context["csrf_token"]
    sent = client.post("/save/", {"words": "hello", "csrfmiddlewaretoken": str(token)})
    assert sent.content == b"saved hello"


def test_a_wrong_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/save/", {"words": "hello"})
    assert client.post("/save/", {"csrfmiddlewaretoken": "x" * 64}).status_code == 403


@pytest.mark.parametrize("size", ["300000", "nonsense"])
def test_a_body_that_is_too_large_is_refused(size: str) -> None:
    request = RequestFactory().post("/save/", {"words": "a"}, headers={"sec-fetch-site": "same-origin"})
    request.META["CONTENT_LENGTH"] = size
    assert save(request).status_code == 413


def test_too_many_fields_are_refused() -> None:
    fields = {f"field{number}": "1" for number in range(201)}
    request = RequestFactory().post("/save/", fields, headers={"sec-fetch-site": "same-origin"})
    assert save(request).status_code == 413


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_get_reaches_the_view() -> None:
    assert Client().get("/save/").content == b"saved "
