import datetime

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from core.people.enums import Role
from home.models import AreaHubPage, StandardPage
from home.partnership.models import ContactPage, PartnerOrganisation, PersonPage, PressPage, ProjectPage
from home.seed.pieces import Seed
from home.tree import plant, standard, with_ids
from home.workflows import set_up
from tests.cms_forms import create
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article, document
from tests.factories.pages import approver, editor, planted_with_workflow
from tests.factories.partnership import about_page, page, partner
from tests.factories.people import StaffFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
KINDS = [("partnership", "projectpage"), ("partnership", "personpage"), ("partnership", "sectionpage"),
         ("home", "standardpage"), ("news", "newspage"), ("events", "eventpage"),
         ("publications", "publicationpage")]  # fmt: skip


@pytest.fixture
def hub():
    PartnershipFactory()
    AreaFactory(slug="here", name="Here")
    AreaFactory(slug="there", name="There")
    planted_with_workflow()
    return AreaHubPage.objects.get(slug="here")


def test_a_hub_shows_its_people_projects_profile_and_plan(client, hub):
    lead = page(PersonPage, "lead", parent=hub, title="Here coordinator", contact_email="here@example.org")
    page(PersonPage, "worker", parent=hub, title="Youth worker")
    page(ProjectPage, "gym", parent=hub, aim="x", title="Open gym")
    elsewhere = page(ProjectPage, "named", title="Named from elsewhere", aim="x")
    elsewhere.areas.set([hub.area, AreaFactory(slug="there")])
    elsewhere.save()
    hub.coordinator = lead
    hub.plan = with_ids([{"type": "document", "value": {"document": document("The plan").pk, "title": ""}}])
    hub.save_revision(clean=False).publish()
    html = client.get("/areas/here/").content.decode()
    for words in ("here@example.org", "Youth worker", "Open gym", "The plan"):
        assert words in html
    assert html.count("Named from elsewhere") == 1
    there = client.get("/areas/there/").content.decode()
    assert "Open gym" not in there
    assert "Named from elsewhere" in there


def test_a_hub_with_nothing_local_still_leads_on(client, hub):
    html = client.get("/areas/here/").content.decode()
    assert "Nothing new here just now" in html
    assert 'href="/about/contact/"' in html


def test_a_hub_is_kept_no_longer_than_what_it_lists(hub):
    ends = timezone.now() + datetime.timedelta(hours=2)
    page(ProjectPage, "gym", parent=hub, aim="x", expire_at=ends)
    request = RequestFactory().get("/")
    hub.get_context(request)
    assert request.META["sayso.keep_until"] <= ends


@pytest.mark.parametrize("change", [{"sensitivity": 2}, {"live": False}, {"expire_at": timezone.now()}])
def test_what_is_not_public_is_on_no_hub_section_or_people_list(client, hub, change):
    for model, slug in ((ProjectPage, "gym"), (PersonPage, "worker")):
        one = page(model, slug, parent=hub, title="Unseen page", **({"aim": "x"} if model is ProjectPage else {}))
        for name, value in change.items():
            setattr(one, name, value)
        one.save()
    for path in ("/areas/here/", "/about/", "/sitemap.xml", "/search/?q=unseen"):
        assert "Unseen page" not in client.get(path, follow=True).content.decode()


def test_a_hub_costs_the_same_with_one_of_each_and_with_twenty(client, hub):
    def fill(start, stop):
        for number in range(start, stop):
            page(PersonPage, f"person-{number}", parent=hub, organisation=partner(f"Body {number}"))
            page(ProjectPage, f"project-{number}", parent=hub, aim="x")
            article(f"article-{number}", areas=[hub.area])

    fill(0, 1)
    client.get("/areas/here/")
    with assert_queries(8, at_most=True) as few:
        client.get("/areas/here/")
    fill(1, 20)
    client.get("/areas/here/")
    with assert_queries(len(few)):
        client.get("/areas/here/")


@pytest.mark.parametrize(("app", "model"), KINDS)
def test_area_editors_build_under_their_own_hub_and_no_other(client, hub, app, model):
    client.force_login(StaffFactory(role=Role.EDITOR, area=hub.area))
    there = AreaHubPage.objects.get(slug="there")
    add = "wagtailadmin_pages:add"
    assert client.get(reverse(add, args=[app, model, hub.pk])).status_code == 200
    assert client.get(reverse(add, args=[app, model, there.pk])).status_code == 302
    assert client.get(reverse("wagtailadmin_pages:edit", args=[there.pk])).status_code == 302
    if model in ("projectpage", "personpage", "sectionpage"):
        assert client.get(reverse(add, args=[app, model, about_page().pk])).status_code == 302


@pytest.mark.parametrize(("who", "status"), [(editor, 302), (approver, 200)])
def test_the_register_shows_at_once_so_only_approvers_change_it(client, hub, who, status):
    client.force_login(who())
    row = partner("Council")
    assert client.get(reverse("wagtailsnippets_partnership_partnerorganisation:list")).status_code == 200
    for name, arguments in (("add", []), ("edit", [row.pk])):
        address = reverse(f"wagtailsnippets_partnership_partnerorganisation:{name}", args=arguments)
        assert client.get(address).status_code == status


def test_an_approver_cannot_claim_a_duty_without_a_source(client, hub):
    client.force_login(approver())
    address = reverse("wagtailsnippets_partnership_partnerorganisation:add")
    answer = client.post(address, {"name": "Police", "kind": "police", "duty": "specified"})
    assert answer.status_code == 200
    assert "Say how we know" in answer.content.decode()
    told = {"duty_source": "The Act", "duty_checked_on": "2026-05-04"}
    client.post(address, {"name": "Police", "kind": "police", "duty": "specified", **told})
    assert PartnerOrganisation.objects.get().is_specified_authority


@pytest.mark.parametrize("money", ["lots", "-1", "9" * 25, "1e5", "£"])
def test_an_amount_that_is_none_is_a_plain_error_in_the_editor(client, hub, money):
    client.force_login(editor())
    with pytest.raises(AssertionError, match="Write an amount in pounds"):
        create(client, ProjectPage, hub, title="Gym", slug="gym", aim="x", money=money)
    assert ProjectPage.objects.count() == 0


def test_planting_leaves_a_contact_page_of_before_and_a_footer_without_dead_links(client):
    PartnershipFactory()
    about = about_page()
    assert "/about/press/" not in client.get("/about/").content.decode()
    standard(about, Seed("contact", "Write to us", "Old"))
    plant()
    assert StandardPage.objects.get(slug="contact").title == "Write to us"
    assert ContactPage.objects.count() == 0
    assert client.get("/contact/").status_code == 200
    html = client.get("/about/").content.decode()
    for path in ("/about/press/", "/about/partners/", "/about/funding/"):
        assert f'href="{path}"' in html
        assert client.get(path).status_code == 200


def test_a_page_for_journalists_lists_releases_by_contact_or_by_topic(client, hub):
    from core.pages.models import Topic

    set_up()
    topic = Topic.objects.create(name="Lights", slug="lights")
    article("for-the-press", press_email="press@example.org")
    tagged = article("tagged")
    tagged.topics.set([topic])
    tagged.save()
    press = PressPage.objects.get()
    assert "/news/for-the-press/" in client.get("/about/press/").content.decode()
    assert "/news/tagged/" not in client.get("/about/press/").content.decode()
    press.release_topic = topic
    press.after_hours_phone = "07700 900210"
    press.save_revision(clean=False).publish()
    html = client.get("/about/press/").content.decode()
    assert ("/news/for-the-press/" in html, "/news/tagged/" in html) == (False, True)
    assert "07700 900210" in html
