"""What every page carries, and what it must not do."""

import re

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from core.areas.models import Area, Partnership
from core.pages.frame import forget
from core.ui import helplines

STYLES = "ui/css/sayso.css"


@pytest.fixture
def page(client, db):
    """The gallery: a plain page of the house."""
    return lambda path="/gallery/": client.get(path).content.decode()


def compressed(data: bytes) -> int:
    return len(brotli.compress(data))


def test_help_exit_search_and_both_questions_are_on_the_page(page):
    html = page()
    for part in ['href="tel:999"', 'href="tel:08001111"', 'href="/exit/"', 'href="/search/"', 'action="/search/"']:
        assert part in html
    assert html.count('action="/feedback/"') == 2
    assert 'rel="nofollow noreferrer"' in html


def test_a_reading_page_sets_no_cookie_and_has_no_inline_script_or_style(client, db):
    response = client.get("/gallery/")
    assert not response.cookies
    html = response.content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html


def test_the_demonstration_says_so_on_every_page(page, settings):
    settings.DEMO = True
    assert "This is a demonstration." in page()
    settings.DEMO = False
    assert "This is a demonstration." not in page()


def test_areas_are_chosen_in_the_strip(page):
    Area.objects.create(name="Tarn Moor", slug="tarn-moor")
    forget()
    assert 'href="/areas/tarn-moor/"' in page()


def test_own_colours_come_with_the_house_in_one_stylesheet(client, page):
    assert "/brand/" not in page()
    assert client.get("/brand/any.css").status_code == 404
    partnership = Partnership.load()
    partnership.brand = {"brand": "#0b4f5c"}
    partnership.save()
    forget()
    html = page()
    assert html.count('rel="stylesheet"') == 1
    response = client.get(re.search(r'href="(/brand/\w+\.css)"', html)[1])
    assert response.content.startswith(b"/* Sayso")
    assert response.content.endswith(b"@layer tokens{:root{--brand:#0b4f5c;}}")
    assert "immutable" in response["Cache-Control"]
    assert client.get("/brand/old.css")["Cache-Control"] == "no-cache"


def test_languages_are_those_of_the_page(rf):
    request = rf.get("/support/")
    languages = [("en-gb", "English", "ltr", "/support/"), ("ar", "العربية", "rtl", "/ar/support/")]
    with translation.override("ar"):
        html = render_to_string("base.html", {"request": request, "page_languages": languages})
    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="/ar/support/" lang="ar" hreflang="ar" dir="rtl" aria-current="true"' in html
    assert "Cymraeg" not in html


def test_the_menu_marks_where_you_are_and_keeps_the_language(rf):
    with translation.override("cy"):
        html = render_to_string("base.html", {"request": rf.get("/cy/support/x/")})
    assert '<a href="/cy/support/" aria-current="true">' in html
    assert 'href="/account/"' in html


def test_the_styles_and_the_scripts_are_light():
    def read(name: str) -> bytes:
        with open(finders.find(name), "rb") as file:
            return file.read()

    assert compressed(read(STYLES)) < 9500
    scripts = [*(f"ui/js/{name}.js" for name in ["frame", "counter", "live"]), "support/finder.js"]
    assert sum(compressed(read(name)) for name in scripts) < 6000


@pytest.mark.parametrize("path", ["/nothing/", "/support/nothing/at/all/", "/%00/", "/%ff/"])
def test_a_missing_page_offers_a_way_on(client, db, path):
    response = client.get(path)
    assert response.status_code == 404
    html = response.content.decode()
    assert 'href="/support/"' in html
    assert 'href="tel:999"' in html


def test_a_page_missing_in_welsh_links_to_the_english_one(client, db):
    html = client.get("/cy/gallery/").content.decode()
    assert '<html lang="cy"' in html
    assert 'href="/gallery/" lang="en"' in html


def test_a_page_missing_in_both_languages_promises_nothing(client, db):
    assert "/nothing/here/" not in client.get("/cy/nothing/here/").content.decode().partition("</main>")[0]


def test_the_link_to_english_never_leads_to_another_host(client, db):
    assert 'href="//' not in client.get("/cy//example.org/").content.decode()


def test_errors_of_ours_need_no_database():
    for name in ["400", "500"]:
        html = render_to_string(f"errors/{name}.html")
        assert 'href="tel:999"' in html
        assert '<symbol id="i-exit"' in html


def test_a_form_without_its_token_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert response.status_code == 403
    assert "Please send that once more" in response.content.decode()


def test_a_staff_page_without_the_exit_bar_has_no_way_to_leave_by_a_slip():
    html = Template("{% extends 'base.html' %}{% block quick %}{% endblock %}").render(Context({}))
    assert "/exit/" not in html
    assert 'class="quick"' not in html


def test_a_preview_in_the_cms_has_no_exit_that_would_sign_the_editor_out(rf):
    request = rf.get("/")
    assert "/exit/" in Template("{% extends 'base.html' %}").render(Context({"request": request}))
    request.is_preview = True
    assert "/exit/" not in Template("{% extends 'base.html' %}").render(Context({"request": request}))


def test_a_page_in_arabic_keeps_numbers_left_to_right():
    with translation.override("ar"):
        html = render_to_string("base.html", {})
    assert '<bdi dir="ltr">0800 1111</bdi>' in html


def test_a_helpline_that_is_no_telephone_text_or_web_address_is_not_shown():
    lines = [{"label": "Bad", "display": "x", "href": "javascript:alert(1)", "where": ["strip"]}]
    assert helplines.shown(lines, "strip") == []
