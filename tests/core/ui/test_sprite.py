"""The sprite holds what the page uses and no more."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from core.ui.sprite import sprite_for
from core.ui.symbols import ART, ICONS

ROOT = Path(__file__).resolve().parents[3]


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_only_the_symbols_that_are_used_are_sent():
    html = rendered('{% withsprite %}{% icon "phone" %}{% icon "phone" %}{% icon "pin" %}{% endwithsprite %}')
    assert re.findall(r'<symbol id="([^"]+)"', html) == ["i-phone", "i-pin"]


def test_artwork_brings_the_say_shape():
    html = rendered('{% withsprite %}{% art "path" %}{% endwithsprite %}')
    assert re.findall(r'<symbol id="([^"]+)"', html) == ["art-path", "say"]


def test_a_page_without_drawings_has_no_sprite():
    assert sprite_for("<p>i-phone</p>") == ""


def test_an_unknown_name_adds_nothing():
    assert sprite_for('<use href="#i-nothing"/>') == ""


def test_the_sprite_is_found_through_an_extended_template():
    html = rendered(
        "{% extends parent %}{% block b %}{% icon 'clock' %}{% endblock %}",
        parent=Template("{% withsprite %}{% block b %}{% endblock %}{% endwithsprite %}"),
    )
    assert '<symbol id="i-clock"' in html


def test_a_name_cannot_break_out_of_its_attribute():
    assert "<script" not in rendered("{% icon name %}{% art name %}", name='"><script>')


@pytest.mark.parametrize(("tag", "known"), [("icon", ICONS), ("art", ART)])
def test_every_drawing_that_a_template_names_exists(tag, known):
    named = {
        name
        for path in ROOT.rglob("templates/**/*.html")
        if ".venv" not in path.parts
        for name in re.findall(r"\{% " + tag + r" [\"']([a-z]+)[\"']", path.read_text())
    }
    assert named - set(known) == set()
    assert named


def test_stored_html_is_shown_as_html_and_nothing_as_nothing():
    assert rendered("{% stored_html a %}{% stored_html b %}", a="<p>x</p>", b=None) == "<p>x</p>"
