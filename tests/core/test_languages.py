"""Welsh and Arabic: complete for public pages, true to the English, and compiled."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ["cy", "ar"]
TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])
STAFF_ONLY = (
    "desk/",
    "safeguarding/",
    "account/lock.html",
    "events/staff_",
    "home/confirm_move.html",
    "home/editors/",
    "home/late_panel.html",
    "home/pages_do.html",
    "home/publishing/correct.html",
    "home/publishing/due.html",
    "home/publishing/links.html",
    "home/publishing/take_down.html",
    "home/publishing/versions.html",
    "home/publishing/waiting.html",
    "newsletter/staff/",
    "pages/delete_document.html",
    "support/cms/",
    "surveys/keys/trial.html",
    "surveys/keys/tried.html",
    "surveys/staff/",
    "support/staff/",
    "surveys/staff/",
    "surveys/authoring/",
    "surveys/groups/staff/",
    "surveys/paper/",
    "surveys/xlsform/",
    "wagtailadmin/",
    "wordpress/cms/",
)
FIELD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])? ((?:".*"\n?)+)', re.M)
LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?)gettext\({LITERAL}(?:, ?{LITERAL})?")
PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d)?[sdf]|\{\w*\}|</?\w+[^>]*>")


def path(language, kind):
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{kind}"


def messages(language):
    """The entries of a .po file as {(context, msgid): (msgid_plural, [translations])}, the header left out."""
    found = {}
    for block in path(language, "po").read_text(encoding="utf-8").split("\n\n"):
        fields = [
            (name, "".join(ast.literal_eval(line) for line in lines.split("\n") if line))
            for name, lines in FIELD.findall(block + "\n")
        ]
        entry = dict(fields)
        if entry.get("msgid"):
            texts = [text for name, text in fields if name == "msgstr"]
            found[entry.get("msgctxt", ""), entry["msgid"]] = (entry.get("msgid_plural"), texts)
    return found


def words_of(template):
    """The (context, msgid) of each translated string of a template."""
    for kind, first, second in CALL.findall(templatize(template.read_text(encoding="utf-8"), origin=str(template))):
        one = ast.literal_eval(first)
        yield (one, ast.literal_eval(second)) if kind == "p" else ("", one)


def public_templates():
    return [
        template
        for template in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")])
        if not str(template.relative_to(TEMPLATES)).startswith(STAFF_ONLY)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language):
    with path(language, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = {}
    for (context, msgid), (plural, texts) in messages(language).items():
        key = f"{context}\x04{msgid}" if context else msgid
        if not texts[0]:
            continue
        if plural is None:
            written[key] = texts[0]
        else:
            written.update({(key, number): text for number, text in enumerate(texts)})
    assert {key: text for key, text in compiled.items() if key != ""} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_a_guess_or_half_done(language):
    assert "fuzzy" not in path(language, "po").read_text(encoding="utf-8")
    for (_context, msgid), (plural, texts) in messages(language).items():
        assert len(texts) == (1 if plural is None else 6), msgid
        assert all(texts) or not any(texts), msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_marks_are_those_of_the_english(language):
    for (_context, msgid), (plural, texts) in messages(language).items():
        allowed = [sorted(PLACEHOLDER.findall(english)) for english in (msgid, plural) if english]
        for text in filter(None, texts):
            assert sorted(PLACEHOLDER.findall(text)) in allowed, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_template_has_its_words(language):
    known = messages(language)
    missing = {
        f"{template.relative_to(TEMPLATES)}: {words[1]}"
        for template in public_templates()
        for words in words_of(template)
        if not known.get(words, (None, [""]))[1][0]
    }
    assert missing == set()


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ar", "rtl")])
def test_finding_help_is_in_the_language_throughout(language, direction, client, db):
    html = client.get(f"/{language}/support/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in html
    for english in [
        "Find help",
        "What is going on?",
        "Leave this site quickly",
        "In danger now?",
        "Your postcode",
        "Skip to main content",
        "Have your say",
        "Search this site",
        "Someone I work with",
        "Something wrong with this page?",
    ]:
        assert english not in html


def test_telephone_numbers_in_arabic_sentences_keep_their_order():
    for _plural, texts in messages("ar").values():
        for text in texts:
            bare = re.sub("\u2066[^\u2069]*\u2069", "", text)
            assert not re.search(r"\d{3,} \d{3,}", bare), text
