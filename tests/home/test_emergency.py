"""`/emergency/`: light, whole, and kept on a phone only by a worker that can be called back."""

import json
import re

import brotli
import pytest
from django.contrib.staticfiles import finders

from core.areas.models import Partnership
from core.pages.frame import forget

pytestmark = pytest.mark.django_db
LIGHT = 6_500


def files_of(client):
    script = client.get("/worker.js").content.decode()
    return json.loads(re.search(r"const FILES = (.+);", script)[1])


def found(address):
    return finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", address.removeprefix("/static/")))


@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_the_page_with_its_style_and_scripts_is_light_and_has_no_image(client, language):
    html = client.get(f"{language}/emergency/").content
    parts = [html]
    for address in files_of(client):
        with open(found(address), "rb") as file:
            parts.append(file.read())
    assert sum(len(brotli.compress(part)) for part in parts) <= LIGHT
    assert b"<img" not in html
    assert b"sayso.css" not in html


def test_it_loads_nothing_beyond_what_the_worker_keeps(client):
    html = client.get("/emergency/").content.decode()
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script [^>]*src)="([^"]+)"', html)
    assert sorted(loaded) == sorted(files_of(client))


def test_a_partnership_s_colours_are_kept_along(client):
    partnership = Partnership.load()
    before = client.get("/worker.js").content
    partnership.brand = {"brand": "#0b4f5c"}
    partnership.save()
    forget()
    assert any(address.startswith("/brand/") for address in files_of(client))
    assert client.get("/worker.js").content != before


def test_the_worker_may_serve_any_path_and_is_asked_for_anew(client):
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert answer.content == client.get("/worker.js").content
    assert not answer.cookies


def test_switched_off_the_worker_removes_everything_and_the_page_offers_nothing(client, settings):
    settings.KEEP_NUMBERS = False
    script = client.get("/worker.js").content.decode()
    assert "unregister" in script
    assert "FILES" not in script
    assert 'data-worker=""' in client.get("/emergency/").content.decode()


def test_no_other_page_speaks_of_the_worker(client):
    for address in ("/support/", "/search/", "/gallery/"):
        assert "worker" not in client.get(address).content.decode()


def test_the_page_says_what_every_page_says(client, settings):
    settings.DEMO = True
    html = client.get("/ar/emergency/").content.decode()
    assert 'lang="ar" dir="rtl"' in html
    for part in ('href="tel:999"', 'href="tel:08001111"', 'href="sms:85258?body=SHOUT"', 'href="/exit/"', "demo-line"):
        assert part in html
    assert 'href="/cy/emergency/"' in html
