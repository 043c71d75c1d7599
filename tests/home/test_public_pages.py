"""Every public page of the demonstration against the budgets: bytes, queries, cookies, other hosts, and staleness."""

from __future__ import annotations

import re
from dataclasses import dataclass

import brotli
import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from config.env import ROOT
from core.pages.cache import BROTLI_QUALITY, forget, watched
from tests.bench.__main__ import LARGEST_PAGE
from tests.bench.public import prepare, public_templates
from tests.queries import count_queries

CSS = ROOT / "site" / "core" / "ui" / "static" / "ui" / "css" / "sayso.css"
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Tables whose rows are no content of a page by themselves, and why.
NO_CONTENT = {
    "django_content_type",  # keys to code
    "pages_siterendition",  # made from a picture when its page is published, which raises the version
    "search_indexedword",  # the words of a row, written in the transaction of its own change
    "search_knownword",  # all such words
    "people_user",  # people show through their Profile; a sign-in must not empty the cache
    "surveys_surveyversion",  # never changes; a survey that gets a new one is saved itself
}
# Talk is read by pages that follow one another, and what is private has no address to pass on.
NO_CANONICAL = {"boards", "board", "thread", "need, private"}


@dataclass(frozen=True)
class Read:
    """One public page as a guest got it, and the queries that it took: the first time, and with small values warm."""

    name: str
    path: str
    most_queries: int
    status: int
    html: str
    cookies: list[str]
    first: list[str]
    warm: list[str]


@pytest.fixture(scope="module")
def reads(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Read]:
    """Each public template read twice; all in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        prepare()
        found = [_read(*template) for template in public_templates()]
        transaction.set_rollback(True)
    forget()
    return found


def _read(name: str, path: str, most_queries: int) -> Read:
    client = Client()
    with count_queries() as first:
        client.get(path)
    with count_queries() as warm:
        answer = client.get(path)
    return Read(
        name, path, most_queries, answer.status_code, answer.content.decode(), [*answer.cookies], first.sql, warm.sql
    )


def test_every_public_page_answers(reads: list[Read]) -> None:
    assert {read.name: read.status for read in reads} == {read.name: 200 for read in reads}


def test_every_public_page_and_its_style_fit_the_first_flight(reads: list[Read]) -> None:
    css = len(brotli.compress(CSS.read_bytes(), quality=11))
    sizes = {read.name: css + len(brotli.compress(read.html.encode(), quality=BROTLI_QUALITY)) for read in reads}
    assert {name: size for name, size in sizes.items() if size > LARGEST_PAGE} == {}


def test_every_public_page_keeps_to_its_queries(reads: list[Read]) -> None:
    assert {read.name: read.warm for read in reads if len(read.warm) > read.most_queries} == {}


def test_no_public_page_counts_or_skips_rows(reads: list[Read]) -> None:
    assert [sql for read in reads for sql in read.warm if "COUNT(" in sql or "OFFSET" in sql] == []


def test_no_public_page_writes(reads: list[Read]) -> None:
    writing = ("INSERT", "UPDATE", "DELETE")
    assert [sql for read in reads for sql in read.first if sql.lstrip().upper().startswith(writing)] == []


def test_no_public_page_sets_a_cookie_or_holds_a_token(reads: list[Read]) -> None:
    assert {read.name: read.cookies for read in reads if read.cookies} == {}
    assert [read.name for read in reads if "csrfmiddlewaretoken" in read.html] == []


def test_no_public_page_asks_another_host_for_anything(reads: list[Read]) -> None:
    fetched = re.compile(r"""<(?:script|img|source|link|iframe|video|audio)\b[^>]*(?:src|srcset|href)=["']([^"']+)""")
    outside = {
        (read.name, address)
        for read in reads
        for address in fetched.findall(read.html)
        if re.match(r"(?:https?:)?//", address) and not address.startswith(("http://testserver/", "http://localhost"))
    }
    assert outside == set()


def test_what_public_pages_read_raises_the_version_when_it_changes(reads: list[Read]) -> None:
    owners = {model._meta.db_table: model for model in apps.get_models()}
    for model in apps.get_models():
        owners |= {field.remote_field.through._meta.db_table: model for field in model._meta.many_to_many}
    tables = {table for read in reads for sql in read.first for table in TABLE.findall(sql)}
    assert {table for table in tables - NO_CONTENT if owners[table] not in watched()} == set()


def test_every_public_page_says_its_language(reads: list[Read]) -> None:
    assert [read.name for read in reads if not re.search(r'<html lang="(?:en-GB|cy|ar)"', read.html)] == []


@pytest.mark.parametrize("said", [r"<title>\s*(\S.*?)\s*</title>", r'<meta name="description" content="([^"]+)">'])
def test_every_page_for_search_engines_has_words_of_its_own(reads: list[Read], said: str) -> None:
    words = {read.path: re.findall(said, read.html, re.DOTALL) for read in _for_search_engines(reads)}
    assert {path: found for path, found in words.items() if len(found) != 1} == {}
    # A list that is narrowed is the same page, and so is one in another language.
    whole = {path: found[0] for path, found in words.items() if not re.search(r"\?|^/(?:cy|ar)/", path)}
    assert {path: found for path, found in whole.items() if list(whole.values()).count(found) > 1} == {}


def test_every_page_for_search_engines_has_one_address_but_talk_and_what_is_private(reads: list[Read]) -> None:
    given = {
        read.name: re.findall(r'<link rel="canonical" href="http', read.html) for read in _for_search_engines(reads)
    }
    assert {name for name, found in given.items() if len(found) != 1} == NO_CANONICAL


def _for_search_engines(reads: list[Read]) -> list[Read]:
    """Those that do not themselves ask robots to stay away; every page of a demonstration does so once."""
    return [read for read in reads if read.html.count('<meta name="robots" content="noindex">') == 1]


def test_the_style_sheet_is_one_file() -> None:
    assert [path.name for path in CSS.parent.glob("*.css")] == ["sayso.css"]
