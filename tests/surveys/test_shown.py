"""The pages of answers with names: small whatever people wrote, a long answer whole under an address of its own."""

import gzip
import re
from uuid import uuid4

import brotli
import pytest
from django.urls import reverse

from config.env import ROOT
from core.pages.cache import BROTLI_QUALITY
from core.people.models import User
from surveys.models import PublicAnswer
from surveys.shown import PART, in_parts
from tests.factories.surveys import make_page, text
from tests.queries import count_queries
from tests.surveys.test_public_level import NAME, body, public_page, shown

pytestmark = pytest.mark.django_db
WORDS = re.findall(r"\w+", (ROOT / "docs/architecture.md").read_text())
ARABIC = re.findall(r"[\u0621-\u064a]{3,}", (ROOT / "site/config/locale/ar/LC_MESSAGES/django.po").read_text())


def size_of(html):
    """Bytes of a page with its style, as they travel: (brotli, gzip)."""
    style = (ROOT / "site/core/ui/static/ui/css/sayso.css").read_bytes()
    small = len(brotli.compress(html.encode(), quality=BROTLI_QUALITY)) + len(brotli.compress(style))
    return small, len(gzip.compress(html.encode(), 6)) + len(gzip.compress(style, 9))


def own_page(client, key, number=1):
    answer = client.get(reverse("consultation_named_answer", args=["after-dark", key]), {"page": number})
    assert answer.status_code == 200
    return answer.content.decode()


def said_on(html):
    """What stands as answers on a page, word by word, without the signs that it goes on."""
    answers = html.split('<dl class="answers">')[1].split("</dl>")[0]
    return re.sub(r"<[^>]+>|…", " ", " ".join(re.findall(r"<dd>(.*?)</dd>", answers, re.S))).split()


def test_the_list_costs_the_same_for_one_and_for_many_and_comes_in_pages(client):
    page = public_page()
    costs = []
    for more in (1, 11):
        for number in range(more):
            shown(client, page, public_name=f"{NAME} {number}", words=f"{number} " + "A long thought about it. " * 7)
        assert body(client, page) == body(client, page)
        with count_queries() as queries:
            html = client.get(reverse("consultation_answers", args=[page.slug])).content.decode()
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 5
    onward = re.search(r"\?after=[0-9a-f-]+", html)[0]
    names = re.findall(rf"<bdi>{NAME} \d+", html + body(client, page, onward))
    assert len(names) == 12
    assert "None can be read yet" not in body(client, page, onward)


@pytest.mark.parametrize("words", [WORDS, ARABIC], ids=["English", "Arabic"])
def test_a_full_list_and_a_long_answer_are_at_most_14_kilobytes_with_their_style(client, words):
    page = public_page(questions=[text(max_length=4000), text("And what else?", max_length=4000)])
    for number in range(10):
        said = " ".join(words[130 * number :])[:4000]
        shown(client, page, public_name=f"{NAME} {number}", words=said)
    html = body(client, page)
    assert html.count("<article") == 10
    pages = [html, *(own_page(client, PublicAnswer.objects.first().pk, number) for number in (1, 2))]
    assert [size_of(each) for each in pages if max(size_of(each)) > 14_000] == []


def test_a_short_answer_is_whole_in_the_list_and_a_long_one_leads_on_to_all_of_it(client):
    page = public_page(questions=[text(max_length=4000)])
    shown(client, page, words="More lights by the river")
    assert "Read all of it" not in body(client, page)
    said = " ".join(WORDS)[:3800].rsplit(" ", 1)[0]
    response = shown(client, page, words=said, public_name="Long")
    html = body(client, page)
    assert html.count("Read all of it") == 1
    assert said[200:300] in html
    assert said[600:700] not in html
    key = PublicAnswer.objects.get(name="Long").pk
    assert reverse("consultation_named_answer", args=[page.slug, key]) in html
    assert said_on(own_page(client, key)) == said.split()
    assert str(response.pk) not in html


def test_nothing_of_a_very_long_answer_is_lost_over_its_pages(client):
    page = public_page(questions=[text(f"Question {number}", max_length=4000) for number in range(5)])
    said = " ".join(WORDS)[:4000].rsplit(" ", 1)[0]
    shown(client, page, words=said)
    key, number, found = PublicAnswer.objects.get().pk, 1, []
    client.logout()
    while True:
        html = own_page(client, key, number)
        found += said_on(html)
        if 'rel="next"' not in html:
            break
        number += 1
    assert found == said.split() * 5
    assert number >= 5


@pytest.mark.parametrize("most", [60, 200, PART])
@pytest.mark.parametrize("line", ["word " * 900, "x" * 3000, "كلمة " * 900, "😀" * 900, "one\ntwo"])
def test_parts_are_bounded_and_hold_everything_in_order(line, most):
    said = [("Why?", [line]), ("And?", ["Yes", line])]
    parts = list(in_parts(said, most))
    held = "".join(words.removesuffix(" …") for part in parts for _label, lines in part for words in lines)
    assert held.replace(" ", "") == f"{line}Yes{line}".replace(" ", "")
    sizes = [sum(len("".join([label, *lines]).encode()) for label, lines in part) for part in parts]
    assert max(sizes) <= most + 10


def test_nobody_finds_one_that_is_not_shown(client):
    page = public_page()
    shown(client, page)
    public = PublicAnswer.objects.select_related("link__user").get()
    there = reverse("consultation_named_answer", args=[page.slug, public.pk])
    other = make_page(slug="other")
    client.logout()
    assert client.get(there).status_code == 200
    assert client.get(reverse("consultation_named_answer", args=[page.slug, uuid4()])).status_code == 404
    assert client.get(reverse("consultation_named_answer", args=[other.slug, public.pk])).status_code == 404
    User.objects.filter(pk=public.link.user_id).update(is_active=False)
    assert client.get(f"{there}?page=1&part=new").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "%00", "9" * 400, "٢"])
def test_a_part_that_is_none_is_not_found(client, number):
    page = public_page()
    shown(client, page)
    there = reverse("consultation_named_answer", args=[page.slug, PublicAnswer.objects.get().pk])
    assert client.get(f"{there}?page={number}").status_code == 404


@pytest.mark.parametrize("query", ["?after=", "?after=x", "?after=%00"])
def test_a_place_that_is_none_is_not_found(client, query):
    page = public_page()
    assert client.get(reverse("consultation_answers", args=[page.slug]) + query).status_code == 404
