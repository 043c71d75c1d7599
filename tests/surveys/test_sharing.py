"""Short links: where they lead, what is counted, what staff see."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys import rights, sharing
from surveys.enums import Channel
from surveys.models import Arrival, Draft, ShareLink
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_page, make_survey

pytestmark = pytest.mark.django_db
PHONE = {"user-agent": "Mozilla/5.0 (Linux; Android 12) Firefox/120"}


def make_link(slug="after-dark", channel=Channel.POSTER):
    page = make_page(slug=slug)
    return sharing.make_link(survey=page.survey, channel=channel, label="Bus station")


def test_a_link_leads_to_the_consultation_with_the_kind_of_way(client):
    link = make_link(channel=Channel.SCHOOL)
    answer = client.get(f"/c/{link.token}/", headers=PHONE)
    assert (answer.status_code, answer.url) == (302, "/consultations/after-dark/?via=school")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_link_copied_in_capitals_works(client):
    link = make_link()
    assert client.get(f"/c/{link.token.upper()}/", headers=PHONE).status_code == 302


def test_people_are_counted_by_day_and_robots_are_not(client):
    link = make_link()
    for agent in (PHONE, PHONE, {"user-agent": "Googlebot/2.1"}, {"user-agent": ""}):
        client.get(f"/c/{link.token}/", headers=agent)
    client.head(f"/c/{link.token}/", headers=PHONE)
    assert list(Arrival.objects.values_list("people", flat=True)) == [2]


def test_an_unknown_link_and_one_of_a_page_that_is_down_are_not_found(client):
    link = make_link()
    assert client.get("/c/zzzzzz/").status_code == 404
    link.survey.pages.get().unpublish()
    assert client.get(f"/c/{link.token}/", headers=PHONE).status_code == 404
    assert not Arrival.objects.exists()


def test_the_page_passes_only_a_kind_of_way_on(client):
    make_page()
    assert 'name="via" value="club"' in client.get("/consultations/after-dark/?via=club").content.decode()
    for forged in ("paper", "group", "x", "%22%3E"):
        assert 'name="via"' not in client.get(f"/consultations/after-dark/?via={forged}").content.decode()


def test_staff_see_no_small_number():
    link = make_link()
    arrival = Arrival.objects.create(link=link, day="2026-11-01", people=9)
    assert sharing.links_of(link.survey)[0].people is None
    arrival.people = 13
    arrival.save()
    assert sharing.links_of(link.survey)[0].people == 15


def test_a_survey_has_a_hundred_links_at_most(client):
    rights.grant()
    survey = make_survey()
    rows = [ShareLink(survey=survey, label="x", token=f"t{number}") for number in range(sharing.MOST_LINKS)]
    ShareLink.objects.bulk_create(rows)
    with pytest.raises(sharing.TooManyLinks):
        sharing.make_link(survey=survey, channel=Channel.CLUB, label="x")
    client.force_login(StaffFactory(role=Role.EDITOR))
    answer = client.post(address(survey), {"channel": "club", "label": "One more"})
    assert b"100 short links" in answer.content
    assert b"One more" in answer.content


def address(survey):
    return reverse("wagtailsnippets_surveys_survey:links", args=[survey.pk])


def test_an_editor_makes_a_link_and_prints_its_code(client):
    rights.grant()
    survey = make_page().survey
    client.force_login(StaffFactory(role=Role.EDITOR))
    client.post(address(survey), {"channel": "club", "label": "\u200b"})  # a name that nobody can see
    assert client.post(address(survey), {"channel": "club", "label": "Youth club"}).status_code == 302
    link = ShareLink.objects.get()
    assert b"Youth club" in client.get(address(survey)).content
    poster = client.get(reverse("wagtailsnippets_surveys_survey:poster", args=[survey.pk, link.pk]))
    assert f"http://testserver/c/{link.token}/".encode() in poster.content
    assert b"<svg" in poster.content


@pytest.mark.parametrize("who", ["guest", "member", "moderator"])
def test_nobody_else_sees_or_makes_links(client, who):
    survey = make_survey()
    people = {"member": MemberFactory, "moderator": lambda: StaffFactory(role=Role.MODERATOR)}
    if who in people:
        client.force_login(people[who]())
    assert client.get(address(survey)).status_code in (302, 403, 404)
    client.post(address(survey), {"channel": "club", "label": "x"})
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize(("via", "channel"), [("school", "school"), ("paper", "site"), ("x\x00", "site"), ("", "site")])
def test_answers_keep_the_kind_of_way_and_nothing_more(client, via, channel):
    make_page()
    client.post("/consultations/after-dark/answer/", {"via": via}, headers={"sec-fetch-site": "same-origin"})
    assert Draft.objects.get().channel == channel
