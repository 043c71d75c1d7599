"""Nothing that a stranger or a member can send breaks a page, and reading leaves no cookie behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.http import urlencode
from django.utils.regex_helper import normalize

from core.people.enums import Role
from surveys import attempts
from surveys.models import ConsultationPage
from tests.factories.areas import AreaFactory
from tests.factories.community import BoardFactory, make_reply, make_topic
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.factories.surveys import make_draft, make_page

pytestmark = pytest.mark.django_db

HUGE = "9" * 5000
PIECES = {
    "int": ["1", "0", "99999999999999999999999"],
    "uuid": [str(uuid4())],
    "slug": ["a", "a" * 3000],
    "str": ["a", "%00", "%ed%a0%80", "%27%3Cb%3E"],
}
OTHER = ["a", "%00", "%ff%fe", "..%2f..%2fetc"]
# Where being signed in changes what a page does: no need to ask the rest twice.
OWN = {"guest": ("/",), "member": ("/account/", "/community/"), "moderator": ("/desk/",)}
KEYS = ("q", "page", "since", "after", "before", "area", "near", "next", "closed", "tab", "age", "channel")
VALUES = (
    "\x00",
    "-1",
    HUGE[:80],
    "1" + "0" * 18,
    "١٢",
    "1~0001-01-01T00:00:00+14:00~5",
    "1~9999-12-31T23:59:59-14:00~5",
    "0~2026-01-01T00:00:00+00:00~" + HUGE[:30],
    "2026-13-45.1",
    "9999-12-31." + "9" * 18,
    "//evil.example/",
    "<script>alert(1)</script>",
)
RAW_QUERIES = ("%ff=%fe&q=%ff&page=%ed%a0%80", "q[]=1&q=2&page=1&page=2", "&" * 250, "page=" + HUGE, "=%00")
CHARSETS = ("charset=base64", "Charset = undefined", "charset*=utf-8''base64", "charset=utf-16", "charset=\x00")
COOKIES = "sayso_session=;;; ,=\xff; sayso_answers=1-" + "a" * 32 + '.9-x; sayso_area="\\303; ' + "x=" + "y" * 4000
BODIES = (
    ("application/x-www-form-urlencoded", b"%ff=%00&csrfmiddlewaretoken=%00&text=%ed%a0%80&page=%00&token[]=1&why=1"),
    ("application/json", b"[" * 2000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"; filename="\x00"\r\n\r\n'),
    ("text/plain", b"\x00\xff"),
)  # fmt: skip


def routes(resolver: URLResolver, before: str = "") -> Iterator[list[str]]:
    """For every pattern below `resolver`, its address with each kind of hostile piece in every gap."""
    for entry in resolver.url_patterns:
        mine = list(_filled(entry))
        for address in [before + mine[0]] if isinstance(entry, URLResolver) else []:
            yield from routes(entry, address)
        if isinstance(entry, URLPattern):
            yield [before + each for each in mine]


def _filled(entry: URLPattern | URLResolver) -> Iterator[str]:
    pattern = entry.pattern
    if isinstance(pattern, RoutePattern):
        route = str(pattern)
        for turn in range(len(PIECES["str"])):
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda gap, turn=turn: _pick(gap[1], turn), route)
        return
    for form, names in normalize(getattr(pattern, "_regex", str(pattern)))[:1]:
        for piece in OTHER if names else ["a"]:
            yield form % dict.fromkeys(names, piece)


def _pick(converter: str | None, turn: int) -> str:
    values = PIECES.get(converter or "str", OTHER)
    return values[min(turn, len(values) - 1)]


def addresses() -> list[str]:
    """Every address of the site with hostile pieces; of the hundreds of /cms/, one each."""
    found: dict[str, None] = {}
    for forms in routes(get_resolver()):
        found.update(dict.fromkeys(forms[:1] if forms[0].startswith("cms/") else forms))
    return ["/" + address for address in found]


@pytest.fixture
def places() -> list[str]:
    """A small site with one thing of each kind, and the addresses at which its pages live."""
    small_site()
    area = AreaFactory(slug="tarn-moor")
    article("late-buses")
    make_page(slug="after-dark")
    need, service = NeedFactory(), ServiceFactory(areas=[area])
    post = make_topic(board=BoardFactory(slug="park"))
    make_reply(post.thread)
    talk = f"/community/park/{post.thread_id}-{post.thread.slug}/"
    return [
        "/", "/news/", "/news/late-buses/", "/news/feed/", "/search/", "/support/", f"/support/{need.slug}/",
        f"/support/services/{service.slug}/", "/consultations/", "/consultations/after-dark/",
        "/consultations/after-dark/results/", "/consultations/after-dark/answer/", "/community/", "/community/park/",
        talk, f"{talk}since/", f"/community/posts/{post.uuid}/report/", "/emergency/", "/sitemap.xml", "/cy/community/",
    ]  # fmt: skip


def actor(kind: str) -> Client:
    client = Client(raise_request_exception=False)
    if kind == "member":
        client.force_login(MemberFactory())
    if kind == "moderator":
        client.force_login(StaffFactory(role=Role.MODERATOR))
    return client


def broken(answers: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The answers of 500 and more, with what was asked (cut short)."""
    return [(asked[:120], status) for asked, status in answers if status >= 500 and "readyz" not in asked]


@pytest.mark.parametrize("kind", ["guest", "member", "moderator"])
def test_no_address_breaks(places, kind):
    client = actor(kind)
    asked = [address for address in addresses() if address.startswith(OWN[kind])]
    answers = [(address, client.get(address).status_code) for address in asked]
    assert len(answers) > 5
    assert broken(answers) == []


@pytest.mark.parametrize("kind", ["guest", "member"])
def test_no_query_breaks_a_reading_page_or_leaves_a_guest_a_cookie(places, kind):
    client, answers = actor(kind), []
    queries = [urlencode(dict.fromkeys(KEYS, value)) for value in VALUES] + list(RAW_QUERIES)
    for place in [place for place in places if place.startswith(OWN[kind])]:
        for query in queries:
            answer = client.get(f"{place}?{query}")
            answers.append((f"{place}?{query}", answer.status_code))
            assert kind != "guest" or not answer.cookies, place
    assert broken(answers) == []


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_no_charset_breaks_a_request(kind, charset):
    from config.wsgi import in_utf8

    read = []
    environ = RequestFactory().get("/search/?q=a%ff").environ | {"CONTENT_TYPE": f"{kind}; {charset}"}
    in_utf8(lambda environ, _start: read.append(WSGIRequest(environ).GET["q"]) or [])(environ, lambda *_said: None)
    assert read == ["a\N{REPLACEMENT CHARACTER}"]


def test_no_header_breaks_a_reading_page(places):
    client, answers = actor("guest"), []
    for place in places:
        strange = {
            "cookie": COOKIES,
            "accept-language": "\xff, *;q=x",
            "if-modified-since": "\xff",
            "range": "bytes=9-1",
        }
        answers.append((place, client.get(place, headers=strange).status_code))
        answers.append((place, client.get(place, headers={"host": "evil.example"}).status_code))
        assert answers[-1][1] == 400
    assert broken(answers) == []


@pytest.mark.parametrize("kind", ["guest", "member"])
def test_no_body_and_no_method_breaks_an_address(places, kind):
    client, answers = actor(kind), []
    plain = [address for address in addresses() if "%" not in address and len(address) < 500]
    for address in [place for place in [*plain, *places] if place.startswith(OWN[kind]) and place[:5] != "/cms/"]:
        for content_type, body in BODIES:
            headers = {"sec-fetch-site": "same-origin"}
            answer = client.post(address, body, content_type=content_type, headers=headers)
            answers.append((f"POST {address} {content_type}", answer.status_code))
        for method in ("put", "delete", "options", "head"):
            answers.append((f"{method} {address}", getattr(client, method)(address).status_code))
    assert broken(answers) == []


def test_no_answer_breaks_a_consultation(places):
    survey = ConsultationPage.objects.get().survey
    client = actor("guest")
    _draft, client.cookies[attempts.COOKIE] = make_draft(survey, document={})
    answers = []
    for qid in [*(each["id"] for each in survey.questions.raw_data), "nothing"]:
        for content_type, body in (
            *BODIES,
            ("application/x-www-form-urlencoded", b"answer=%00&answer=" + b"x" * 90_000),
        ):
            address = f"/consultations/after-dark/answer/{qid}/"
            answers.append((address, client.post(address, body, content_type=content_type).status_code))
    assert broken(answers) == []
