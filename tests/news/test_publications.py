"""Publications: the summary comes first, files say what they are, and freedom of information lists them by itself."""

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.pages.enums import Sensitivity
from home.models import StandardPage
from home.tree import child
from news.publications.completeness import has_words
from news.publications.enums import Kind, SchemeClass
from news.publications.models import FreedomOfInformationPage
from news.publications.queries import EACH_CLASS, PAGE_SIZE
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.events import publication, site_with_events, topic
from tests.factories.news import ONE_OF_EACH, document
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
FOI = "/about/freedom-of-information/"


@pytest.fixture(autouse=True)
def home():
    return site_with_events()


@pytest.fixture
def foi(home):
    about = child(home, StandardPage, "about", title="About")
    return child(about, FreedomOfInformationPage, "freedom-of-information", title="Freedom of information")


def files(number=1, **fields):
    return [{"document": document(f"File {each}"), **fields} for each in range(number)]


@pytest.mark.parametrize("many", [1, 40])
def test_the_index_costs_the_same_at_one_and_at_forty(client, many):
    area, about = AreaFactory(), topic()
    for number in range(many):
        publication(f"paper-{number}", areas=[area], topics=[about], kind=Kind.PLAN)
    path = f"/publications/?area={area.slug}&topic={about.slug}&kind=plan&year={timezone.localdate().year}"
    client.get(path)
    with assert_queries(4, at_most=True):
        client.get(path)


@pytest.mark.parametrize("many", [1, 6])
def test_a_publication_costs_five_queries_however_many_files(client, many):
    body = [*ONE_OF_EACH, {"type": "document", "value": {"document": document().pk}}]
    paper = publication(body=body, files=files(many), areas=[AreaFactory()])
    publication("older", replaced_by=paper)
    client.get("/publications/our-plan/")
    with assert_queries(5, at_most=True):
        client.get("/publications/our-plan/")


def test_freedom_of_information_lists_by_class_in_flat_queries(client, foi):
    for number in range(EACH_CLASS + 2):
        publication(f"minutes-{number}", scheme_class=SchemeClass.DECISIONS,
                    published_on=datetime.date(2026, 1, 1 + number))  # fmt: skip
    publication("budget", scheme_class=SchemeClass.MONEY)
    publication("no-class")
    client.get(FOI)
    with assert_queries(3, at_most=True):
        html = client.get(FOI).content.decode()
    for each in SchemeClass:
        assert str(each.label) in html
    assert "/publications/minutes-11/" in html
    assert "/publications/minutes-0/" not in html
    assert "?class=decisions" in html
    assert "/publications/no-class/" not in html
    assert "Nothing is published here yet" in html
    rest = client.get("/publications/?class=decisions").content.decode()
    assert "/publications/minutes-0/" in rest
    assert "/publications/budget/" not in rest


def test_freedom_of_information_is_planted_and_found_from_about(client):
    from home.tree import plant

    AreaFactory()
    plant()
    assert FOI in client.get("/about/").content.decode()
    html = client.get(FOI).content.decode()
    assert "20 working days" in html
    assert "https://ico.org.uk/make-a-complaint/" in html


@pytest.mark.parametrize("path", ["/publications/", FOI, "/sitemap.xml", "/search/?q=line"])
def test_what_is_not_for_all_is_in_no_list(client, foi, path):
    known = {"scheme_class": SchemeClass.WHO}
    publication("shown", **known)
    publication("a-draft", live=False, **known)
    publication("expired", expire_at=timezone.now() - datetime.timedelta(minutes=1), **known)
    publication("very-sensitive", sensitivity=Sensitivity.HIDDEN, **known)
    PageViewRestriction.objects.create(
        page=publication("for-some", **known), restriction_type=PageViewRestriction.LOGIN
    )
    text = client.get(path).content.decode()
    assert "/publications/shown/" in text
    for slug in ("a-draft", "expired", "very-sensitive", "for-some"):
        assert f"/publications/{slug}/" not in text


def test_versions_lead_to_each_other_and_never_to_what_is_hidden(client):
    new = publication("plan-2026", title="Plan for 2026")
    publication("plan-2024", title="Plan for 2024", replaced_by=new)
    publication("plan-draft", title="Plan in the drawer", replaced_by=new, live=False)
    old = client.get("/publications/plan-2024/").content.decode()
    assert "There is a newer version" in old
    assert "/publications/plan-2026/" in old
    shown = client.get("/publications/plan-2026/").content.decode()
    assert "Plan for 2024" in shown
    assert "Plan in the drawer" not in shown
    new.unpublish()
    assert "newer version" not in client.get("/publications/plan-2024/").content.decode()


def test_files_say_kind_size_pages_form_and_date_and_warn_when_large(client):
    PartnershipFactory(facts={"accessibility_contact": "formats@example.org"})
    big = document("A big one")
    type(big).objects.filter(pk=big.pk).update(file_size=6 * 1024 * 1024, pages=80)
    big.refresh_from_db()
    publication(files=[
        {"document": big, "title": "The whole report", "form": "Easy Read", "dated": datetime.date(2026, 2, 3)},
        {"document": document("Before"), "is_earlier": True, "dated": datetime.date(2024, 5, 6)},
    ])  # fmt: skip
    html = client.get("/publications/our-plan/").content.decode().replace("\xa0", " ")
    for words in ("The whole report", "TXT", "6.0 MB", "80 pages", "Easy Read", "3 February 2026", "Large file",
                  "formats@example.org", "Earlier versions", "6 May 2024"):  # fmt: skip
        assert words in html
    assert html.index("The whole report") < html.index("Earlier versions") < html.index(">Before<")


def test_a_draft_in_preview_shows_its_own_files():
    page = publication(files=files(2))
    draft = page.get_latest_revision_as_object()
    from news.publications.showing import shown_files

    assert [each.title for each in shown_files(draft)] == ["File 0", "File 1"]


def test_older_publications_follow_without_gap_or_repeat(client):
    for number in range(PAGE_SIZE + 4):
        publication(f"paper-{number}", published_on=datetime.date(2026, 1, 1 + number // 2), kind=Kind.BOARD)
    first = client.get("/publications/?kind=board").context["listing"]
    second = client.get("/publications/" + first.older).context["listing"]
    slugs = [each.slug for each in [*first.items, *second.items]]
    assert len(slugs) == len(set(slugs)) == PAGE_SIZE + 4
    assert second.newest == "?kind=board"


def test_filters(client):
    here, there, light = AreaFactory(slug="here"), AreaFactory(slug="there"), topic("lighting")
    publication("mine", areas=[here], kind=Kind.PLAN, published_on=datetime.date(2025, 12, 31))
    publication("theirs", areas=[there], topics=[light], kind=Kind.DATA, published_on=datetime.date(2026, 1, 1))

    def found(query):
        return {each.slug for each in client.get(f"/publications/?{query}").context["listing"].items}

    assert found("area=here") == {"mine"}
    assert found("topic=lighting") == {"theirs"}
    assert found("kind=data") == {"theirs"}
    assert found("year=2025") == {"mine"}
    assert found("year=2025&kind=data") == set()
    listing = client.get("/publications/").context["listing"]
    assert listing.years == [2026, 2025]


@pytest.mark.parametrize(
    "query",
    [{"year": "99999"}, {"year": "٢٠٢٦"}, {"kind": "\x00"}, {"class": "x"}, {"before": "2026-02-31.1"}, {"before": "x"},
     {"area": "'"}, {"before": "2026-01-01.9999999999999999999"}],
)  # fmt: skip
def test_nonsense_is_no_error(client, query):
    publication()
    response = client.get("/publications/", query)
    assert response.status_code == 200
    assert len(response.context["listing"].items) == 1


def test_linked_data_survives_a_hostile_title(client):
    title = "</script><script>alert(1)</script>"
    publication("hostile", title=title, files=files())
    html = client.get("/publications/hostile/").content.decode()
    assert "<script>alert" not in html
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert (data["@type"], data["name"]) == ("Report", title)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], False),
        ([{"type": "document", "value": {"document": 1, "title": "The plan", "description": ""}}], False),
        ([{"type": "heading", "value": {"text": "Plan", "level": "2"}}], False),
        ([{"type": "paragraph", "value": "<p> </p>"}], False),
        ([{"type": "paragraph", "value": "<p>What it says.</p>"}], True),
    ],
)
def test_a_list_of_files_is_no_summary(body, words):
    assert has_words(body) is words


def test_the_gate_refuses_a_document_without_a_summary(client):
    from tests.factories.people import UserFactory

    page = publication(live=False, files=files(), body=[], summary="")
    client.force_login(UserFactory(is_superuser=True))
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(
        {"title": "Our plan", "slug": "our-plan", "kind": "plan", "published_on": "2026-01-01", "body-count": "0",
         "files-TOTAL_FORMS": "0", "files-INITIAL_FORMS": "0", "comments-TOTAL_FORMS": "0",
         "comments-INITIAL_FORMS": "0", "sensitivity": "0"},
        instance=page, parent_page=page.get_parent(), for_user=UserFactory(is_superuser=True),
    )  # fmt: skip
    assert not form.is_valid()
    assert {"summary", "body"} <= set(form.errors)


def test_a_page_cannot_replace_itself():
    page = publication()
    page.replaced_by = page
    with pytest.raises(ValidationError) as problem:
        page.clean()
    assert "replaced_by" in problem.value.message_dict


def test_the_demos_files_are_whole_pdfs(home):
    from news.publications.demo import load
    from news.publications.demo_file import pdf
    from news.publications.models import PublicationPage

    written, pages = pdf("A (title) \\ with é", ["word " * 900])
    assert written.startswith(b"%PDF-1.7")
    assert pages > 1
    start = int(written.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert written[start:].startswith(b"xref")
    offsets = re.findall(rb"(\d{10}) 00000 n", written[start:])
    for number, offset in enumerate(offsets, 1):
        assert written[int(offset) :].startswith(b"%d 0 obj" % number)
    today = timezone.localdate()
    load(today)
    load(today + datetime.timedelta(days=1))
    assert PublicationPage.objects.live().count() == 6
    assert {page.files.count() > 0 for page in PublicationPage.objects.all()} == {True}
