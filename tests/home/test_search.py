"""`/search/`: it survives spelling, knows what staff know, puts help first, and shows only what is public now."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from community.discussion.enums import ThreadState
from core.search.actions import plant_words
from core.search.models import MissedWord, WordGroup
from news.models import NewsPage
from support.models import Service
from tests.factories.areas import AreaFactory
from tests.factories.community import BoardFactory, make_topic
from tests.factories.news import article
from tests.factories.pages import small_site, standard_page
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import assert_queries, count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    plant_words()
    return small_site()


def ask(client, q, path="/search/", **more):
    answer = client.get(path, {"q": q, **more})
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("q", ["kinfe", "knives", "knife", "KNIFE", "shank", "machetes", "knife, please!"])
def test_a_service_is_found_however_it_is_asked_for(client, site, q):
    ServiceFactory(name="Knife talk")
    assert "Knife talk" in ask(client, q)
    assert "Knife talk" in ask(client, q, "/support/")


@pytest.mark.parametrize(("name", "q"), [("Victims' Voice", "victim"), ("Stabbed?", "stabed"), ("Café chat", "cafe")])
def test_endings_slips_and_accents_do_not_matter(client, site, name, q):
    article("one", title=name)
    assert "/news/one/" in ask(client, q)


def test_a_slip_is_said_with_a_way_to_search_exactly(client, site):
    ServiceFactory(name="Knife talk")
    page = ask(client, "kinfe")
    assert "Showing results for <strong><bdi>knife</bdi></strong>" in page
    assert "?q=kinfe&amp;exact=1" in page
    assert "Knife talk" not in ask(client, "kinfe", exact="1")


def test_words_that_staff_say_mean_the_same_count_at_once(client, site):
    ServiceFactory(name="Boxing gym")
    assert "Boxing gym" not in ask(client, "sparring")
    WordGroup.objects.create(name="Boxing", words="boxing\nsparring")
    assert "Boxing gym" in ask(client, "sparring")


@pytest.mark.parametrize("q", ["stabbed", "i want to die", "stabed", "suicidal"])
def test_words_of_crisis_put_the_numbers_above_everything(client, site, q):
    article("one", title="Stabbed: what to do if suicide is on your mind, or you want to die")
    page = ask(client, q)
    assert page.index('href="tel:999"') < page.index("/news/one/")


def test_a_need_its_area_and_its_organisation_lead_to_a_service(client, site):
    area, need = AreaFactory(name="Tarn Moor"), NeedFactory(name="Being pushed to carry")
    ServiceFactory(name="It", needs=[need], areas=[area], organisation=OrganisationFactory(name="Zebra Trust"))
    for q in ("pushed", "zebra", "tarn moor", "zebras pushed"):
        assert ">It</a>" in ask(client, q), q
        assert ">It</a>" in ask(client, q, "/support/"), q
    assert need.get_absolute_url() in ask(client, "pushing")


def test_a_word_that_stands_nowhere_does_not_hide_what_the_others_find(client, site):
    ServiceFactory(name="Boxing gym")
    ServiceFactory(name="Chess club")
    for path in ("/search/", "/support/"):
        page = ask(client, "qqqqqq boxing", path)
        assert "Boxing gym" in page
        assert "Chess club" not in page


def test_the_best_held_come_first_and_the_title_counts_most(client, site):
    article("text", title="Other", summary="About zebras")
    article("title", title="Zebras")
    page = ask(client, "zebra")
    assert page.index("/news/title/") < page.index("/news/text/")


def test_a_talk_is_found_by_every_word_of_its_title_and_its_link_leads_to_it(client, site):
    thread = make_topic(title="Late 100% zebra buses").thread
    make_topic(title="Late 1000 zebra buses")
    page = ask(client, "ZEBRA 100%")
    assert f'href="/community/{thread.topic.board.slug}/{thread.pk}-{thread.slug}/">Late 100% zebra buses' in page
    assert page.count("/community/") == 1


@pytest.mark.parametrize(("audience", "found"), [("everyone", True), ("members", False), ("team", False)])
def test_only_talks_that_everyone_can_read_are_found(client, site, audience, found):
    make_topic(title="Zebra buses", board=BoardFactory(audience=audience))
    assert ("Zebra buses" in ask(client, "zebra")) == found


def test_a_talk_that_was_hidden_is_not_found(client, site):
    thread = make_topic(title="Zebra buses").thread
    assert "Zebra buses" in ask(client, "zebra")
    thread.state = ThreadState.HIDDEN
    thread.save()
    assert "Zebra buses" not in ask(client, "zebra")


def test_nothing_found_offers_needs_and_helplines(client, site):
    need = NeedFactory(name="Someone hurt me")
    page = ask(client, "qqqqqq")
    assert "We found nothing" in page
    assert need.get_absolute_url() in page
    assert 'href="tel:08001111"' in page


def test_what_is_not_public_now_is_never_shown_even_where_the_index_is_late(client, site):
    past = timezone.now() - datetime.timedelta(minutes=1)
    ServiceFactory(name="Zebra one")
    ServiceFactory(name="Zebra two")
    pages = [article(slug, title=f"Zebra {slug}") for slug in ("late", "hid", "down", "deep", "shut")]
    Service.objects.filter(name="Zebra one").update(expire_at=past)
    Service.objects.filter(name="Zebra two").update(live=False)
    NewsPage.objects.filter(slug="late").update(expire_at=past)
    NewsPage.objects.filter(slug="hid").update(hide_from_search=True)
    NewsPage.objects.filter(slug="down").update(live=False)
    NewsPage.objects.filter(slug="deep").update(sensitivity=2)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page_id=pages[-1].pk, restriction_type="login")])
    from core.pages.cache import raise_version

    raise_version()
    page = ask(client, "zebra")
    assert "We found nothing" in page
    assert "Zebra" not in page


def test_scheduled_and_draft_things_are_not_found(client, site):
    article("draft", title="Zebra draft", live=False)
    ServiceFactory(name="Zebra later", live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    assert "We found nothing" in ask(client, "zebra")


@pytest.mark.parametrize("how_many", [1, 30])
def test_search_takes_one_query_whatever_there_is(client, site, how_many):
    for number in range(how_many):
        ServiceFactory(name=f"Knife help {number}", needs=[NeedFactory(name=f"Knife {number}")])
        article(f"knife-{number}", title=f"Knife news {number}")
    standard_page(site, "knife-page")
    ask(client, "kinfe help")
    for q in ("kinfe help", "knife"):
        with count_queries() as counted:
            ask(client, q)
        (talks,) = counted.sql
        assert "discussion_thread" in talks
    with assert_queries(2):  # talks, and where "news" stands: nobody asked for that word yet
        ask(client, "kinfe news")


HOSTILE = [
    "\x00",
    "x" * 10_000,
    "knife " * 3_000,
    "'\"--;/*",
    "!!! ??? ...",
    'knife AND "OR" NOT NEAR(*^:)',
    "‮⁧knife⁩‬",
    "😀🔪",
    "تعرضت للطعن",
    "Dw i’n ofnus",
    "\ud83d",
    "%",
]


@pytest.mark.parametrize("path", ["/search/", "/cy/search/", "/ar/search/", "/support/", "/ar/support/"])
@pytest.mark.parametrize("q", HOSTILE)
def test_nothing_that_is_asked_breaks_it_or_leaves_a_trace(client, site, path, q):
    ServiceFactory(name="Knife talk")
    q = q.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud83d" in q else q
    answer = client.get(path, {"q": q})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not MissedWord.objects.exists()


def test_arabic_and_welsh_names_of_needs_are_found(client, site):
    NeedFactory(slug="hurt", name="Hurt", translations={"cy": "Mae rhywun wedi fy mrifo", "ar": "شخص ما آذاني"})
    assert "/ar/support/hurt/" in ask(client, "اذاني", "/ar/search/")
    assert "/cy/support/hurt/" in ask(client, "mrifo", "/cy/search/")


def test_english_names_on_an_arabic_page_are_marked(client, site):
    ServiceFactory(name="Knife talk")
    assert 'lang="en" dir="ltr">Knife talk' in ask(client, "knife", "/ar/search/")


def test_the_answer_is_never_kept(client, site):
    answer = client.get("/search/?q=knife")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
