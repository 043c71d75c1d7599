"""A service's page: telling what is wrong, passing it on, and a card to print."""

import pytest

from core.notifications.models import Notification
from core.people.enums import Role
from support.models import ServiceReport
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def house():
    PartnershipFactory()


def wrong(client, service, text, **extra):
    return client.post(f"/support/services/{service.address_name}/wrong/", {"text": text}, **{**OURS, **extra})


def test_what_is_wrong_is_stored_and_those_who_keep_it_are_told(client):
    here, there = AreaFactory(), AreaFactory()
    service = ServiceFactory(areas=[here])
    told = [
        StaffFactory(role=Role.EDITOR),
        StaffFactory(role=Role.EDITOR, area=here),
        StaffFactory(role=Role.SAFEGUARDING_APPROVER),
    ]
    StaffFactory(role=Role.EDITOR, area=there)
    StaffFactory(role=Role.MODERATOR)
    response = wrong(client, service, "They moved out in the spring.")
    assert response.status_code == 303
    assert ServiceReport.objects.get().text == "They moved out in the spring."
    assert set(Notification.objects.values_list("user", flat=True)) == {person.pk for person in told}
    assert "spring" not in str(list(Notification.objects.values("facts", "url")))


@pytest.mark.parametrize(
    "text", ["Ring me on 07700 900123", "I am jo@example.org", "come to BS1 4DJ", "", " ", "x" * 301, "\x00"]
)
def test_personal_data_and_nothing_are_refused_kindly(client, text):
    response = wrong(client, ServiceFactory(), text)
    assert response.status_code == 422
    assert not ServiceReport.objects.exists()
    if text.strip("\x00 "):
        assert text in response.content.decode()


def test_three_hundred_characters_with_line_ends_are_taken(client):
    assert wrong(client, ServiceFactory(), ("x" * 29 + "\r\n") * 10).status_code == 303


def test_a_post_from_elsewhere_must_be_confirmed(client):
    assert wrong(client, ServiceFactory(), "It moved.", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not ServiceReport.objects.exists()


@pytest.mark.parametrize("hidden", [{"live": False}, {"status": "ended"}])
def test_a_hidden_service_has_no_card_and_no_box(client, hidden):
    service = ServiceFactory(**hidden)
    for address in (f"/support/services/{service.slug}/card/", f"/support/services/{service.uuid}/"):
        assert client.get(address).status_code == 404
    assert wrong(client, service, "It moved.").status_code == 404


def test_the_card_has_the_number_and_a_code(client):
    page = client.get(f"/support/services/{ServiceFactory(number='01632 960123').slug}/card/").content.decode()
    assert "01632 960123" in page
    assert "<svg" in page.partition('role="img"')[2]


def test_a_link_to_a_private_service_gives_nothing_away(client):
    service = ServiceFactory(name="Harbour House", slug="harbour-house", sensitivity=2)
    page = client.get(f"/support/services/{service.uuid}/").content.decode()
    shared = page.partition("sms:?&amp;body=")[2].partition('"')[0]
    assert str(service.uuid) in shared
    assert "harbour" not in shared
    card = client.get(f"/support/services/{service.uuid}/card/").content.decode()
    for each in (page, card):
        assert "Harbour" not in each.partition("<title>")[2].partition("</title>")[0]


def test_a_normal_service_is_shared_by_its_name(client):
    service = ServiceFactory(slug="the-landing")
    assert "services%2Fthe-landing" in client.get(service.get_absolute_url()).content.decode().replace("/", "%2F")


def test_trusted_reading_sends_no_referrer(client):
    need = NeedFactory(reading="Childline | https://www.childline.org.uk/")
    page = client.get(need.get_absolute_url()).content.decode()
    assert '<a href="https://www.childline.org.uk/" rel="noreferrer">Childline</a>' in page
    assert f"need={need.slug}&amp;audience=friend" in page


def test_relay_numbers_are_dialled_as_they_are():
    service = ServiceFactory(number="")
    for value, href in [("18000", "tel:18000"), ("18001 101", "tel:18001101"), ("0800 1111", "tel:1800108001111")]:
        point = service.contact_points.create(channel="relay", value=value)
        assert point.href == href
