import pytest
from django.conf import settings
from wagtail.models import Page

from core.areas.chosen import COOKIE
from core.pages import cookies
from home.models import ChangedPage, HomePage, PageFeedback, SiteFurniture, StandardPage
from home.partnership.models import ContactPage
from home.tree import plant
from support.enums import Sensitivity
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article, image
from tests.factories.pages import planted, small_site, standard_page
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
LEGAL = [
    "/about/contact/", "/about/who-runs-this/", "/about/privacy/", "/about/privacy-young-people/", "/about/cookies/",
    "/about/accessibility/", "/about/house-rules/", "/about/safeguarding/", "/about/who-can-see/", "/complaints/",
    "/safety/",
]  # fmt: skip


@pytest.fixture
def home(db):
    PartnershipFactory()
    AreaFactory(slug="tarn-moor", name="Tarn Moor")
    return planted()


@pytest.fixture
def small(db):
    """Enough for what does not ask for a planted page."""
    PartnershipFactory()
    return small_site()


def test_the_pages_of_a_public_body_are_there_and_in_every_footer(client, home):
    front = client.get("/").content.decode()
    for path in LEGAL:
        assert client.get(path).status_code == 200
        assert f'href="{path}"' in front


def test_planting_again_changes_nothing(home):
    page = StandardPage.objects.get(slug="safeguarding")
    page.title = "Keeping people safe"
    page.save_revision().publish()
    before = Page.objects.count()
    plant()
    assert (HomePage.objects.count(), Page.objects.count()) == (1, before)
    assert StandardPage.objects.get(slug="safeguarding").title == "Keeping people safe"


@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.parametrize("path", ["/", "/areas/tarn-moor/"])
def test_home_and_hub_cost_the_same_at_one_and_at_thirty(client, home, path, many):
    lead = image()
    for number in range(many):
        article(f"article-{number}", lead_image=lead, lead_decorative=True)
    client.get(path)
    with assert_queries(8, at_most=True):
        client.get(path)


def test_an_area_leads_to_its_hub(client, home):
    area = AreaFactory(slug="tarn-moor")
    assert area.get_absolute_url() == "/areas/tarn-moor/"
    assert "Tarn Moor" in client.get("/areas/tarn-moor/").content.decode()
    assert client.get("/areas/nowhere/").status_code == 404


def test_what_changed_is_left_out_of_home_while_there_is_nothing(client, home):
    assert "You said, we did" not in client.get("/").content.decode()
    page = ChangedPage.objects.get()
    page.rows = [("row", {"said": "It is dark", "did": "Six lights", "state": "done", "when": ""})]
    page.save_revision().publish()
    assert "Six lights" in client.get("/").content.decode()


def test_a_chosen_area_brings_its_news_first(client, small):
    area, other = AreaFactory(slug="tarn-moor"), AreaFactory(slug="other")
    article("near", areas=[area])
    article("far", areas=[other])
    client.cookies[COOKIE] = "tarn-moor"
    html = client.get("/").content.decode()
    assert "/news/near/" in html
    assert "/news/far/" not in html


def test_a_missing_value_is_nothing_to_the_public_and_a_gap_to_staff(client, home):
    path = "/about/who-runs-this/"
    assert "Missing:" not in client.get(path).content.decode()
    client.force_login(MemberFactory())
    assert "Missing:" not in client.get(path).content.decode()
    client.force_login(StaffFactory())
    assert "Missing:" in client.get(path).content.decode()


def test_a_given_value_is_quoted(client, home):
    assert "hello@example.org" in client.get("/about/contact/").content.decode()


def test_the_cookie_page_lists_the_whole_register(client, home):
    html = client.get("/about/cookies/").content.decode()
    assert all(name in html for name in cookies.names())


def test_the_register_knows_the_cookies_of_the_settings():
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, COOKIE} <= cookies.names()


def test_choosing_an_area_sets_a_registered_cookie_only(client, small):
    AreaFactory(slug="tarn-moor")
    response = client.post("/areas/choose/", {"area": "tarn-moor"}, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 303
    assert set(response.cookies) <= cookies.names()


def feedback(client, **fields):
    data = {"kind": "wrong", "page": "/about/contact/", "text": "The number is old.", **fields}
    return client.post("/feedback/", data, headers={"sec-fetch-site": "same-origin"})


def test_feedback_is_stored_for_its_page(client, home):
    response = feedback(client)
    assert (response.status_code, response.url) == (303, "/feedback/thanks/")
    stored = PageFeedback.objects.get()
    assert stored.page == ContactPage.objects.get(slug="contact").page_ptr
    assert stored.text == "The number is old."


def test_personal_data_in_feedback_is_masked(client, small):
    feedback(client, text="Ask jo@example.org or 07700 900123.")
    text = PageFeedback.objects.get().text
    assert "jo@example.org" not in text
    assert "900123" not in text


def test_a_request_for_another_format_keeps_how_to_answer(client, small):
    feedback(client, kind="format", text="Large print please: jo@example.org")
    assert "jo@example.org" in PageFeedback.objects.get().text


@pytest.mark.parametrize(
    "fields",
    [{"text": ""}, {"text": "x" * 301}, {"kind": "other"}, {"page": "https://elsewhere.example"}, {"text": "\x00"}],
)
def test_bad_feedback_comes_back_with_what_was_typed(client, small, fields):
    response = feedback(client, **fields)
    assert response.status_code == 422
    assert not PageFeedback.objects.exists()


def test_feedback_from_elsewhere_is_asked_to_confirm(client, small):
    response = client.post(
        "/feedback/", {"kind": "wrong", "page": "/", "text": "Hi"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert not PageFeedback.objects.exists()


def test_search_finds_words_in_any_case_and_says_so_when_there_is_nothing(client, small):
    article("lights", title="Six NEW lights")
    assert "/news/lights/" in client.get("/search/?q=new+LIGHTS").content.decode()
    assert "We found nothing" in client.get("/search/?q=zzzz").content.decode()


@pytest.mark.parametrize("word", ["suicide", "someone stabbed", "I am scared"])
def test_words_of_crisis_bring_help_to_the_top(client, small, word):
    html = client.get("/search/", {"q": word}).content.decode()
    assert html.index("now-help") < html.index("</main>")


@pytest.mark.parametrize("q", ["\x00", "%" * 200, "' or 1=1 --", "a " * 90])
def test_search_takes_anything(client, small, q):
    assert client.get("/search/", {"q": q}).status_code == 200


def test_a_page_hidden_from_search_is_not_found(client, small):
    standard_page(small, "secret-garden", hide_from_search=True)
    assert "/secret-garden/" not in client.get("/search/?q=secret").content.decode()


def test_the_numbers_are_on_one_page(client, small):
    html = client.get("/emergency/").content.decode()
    assert "tel:999" in html
    assert "tel:08001111" in html


def test_robots_keep_out_of_a_demonstration(client, settings):
    settings.DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.DEMO = False
    assert "Sitemap:" in client.get("/robots.txt").content.decode()


def test_the_menu_and_footer_that_staff_made_are_on_every_page(client, home):
    furniture = SiteFurniture.load()
    furniture.menu = [("item", {"label": "Start here", "page": None, "path": "/support/"})]
    furniture.footer = [("item", {"label": "How we work", "page": None, "path": "/about/"})]
    furniture.partners = "The councils of Brackenshire together."
    furniture.save()
    front, finder = client.get("/").content.decode(), client.get("/support/").content.decode()
    for page in (front, finder):
        assert '<a href="/about/">How we work</a>' in page
        assert "The councils of Brackenshire together." in page
        assert "Have your say</a></li>" not in page.split("<main")[0]
    assert '<a href="/support/">Start here</a>' in front
    assert '<a href="/support/" aria-current="page">Start here</a>' in finder


def test_the_kept_frame_marks_the_menu_and_the_area_of_each_page(client, home):
    there = AreaFactory(slug="penhallow", name="Penhallow")
    hubs = [client.get(path).content.decode() for path in ("/areas/tarn-moor/", "/support/", "/", "/support/")]
    assert '<a href="/support/" aria-current="page">' in hubs[1]
    assert '<a href="/support/" aria-current' not in hubs[2]
    assert hubs[1].split("<main")[0] == hubs[3].split("<main")[0]
    assert there.name in hubs[2]


def test_what_is_told_about_a_page_names_that_page(client, home):
    for path in ("/", "/support/"):
        page = client.get(path).content.decode()
        for kind in ("wrong", "format", "useful"):
            assert f'name="page" value="{path}" form="form-{kind}"' in page
            assert f'id="form-{kind}"' in page


def test_a_very_sensitive_page_asks_nobody_whether_it_was_useful(client, home):
    quiet, other = ServiceFactory(sensitivity=Sensitivity.PRIVATE), ServiceFactory()
    pages = [client.get(service.get_absolute_url()).content for service in (other, quiet, other)]
    assert [b'id="form-useful"' in page for page in pages] == [True, False, True]
