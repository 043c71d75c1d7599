"""Where a confidential place is leaves in no output: words in every field of it are looked for everywhere."""

import itertools

import pytest
from django.db import models
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.enums import Role
from core.search.meaning import understand
from home.workflows import set_up
from support.enums import Channel
from support.models import ContactPoint, Location, Service
from support.queries import search
from tests.factories.areas import AreaFactory
from tests.factories.pages import planted
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db

SECRET = "canaryzq"


def canaries():
    """A word of its own in every text field of a place, whoever adds one."""
    texts = [field for field in Location._meta.local_fields if isinstance(field, models.CharField | models.TextField)]
    return {field.name: f"{SECRET} {field.name}"[: field.max_length or 60] for field in texts}


@pytest.fixture
def here():
    area = AreaFactory(slug="here", name="Here")
    AreaFactory(slug="there", name="There")
    return area


def secret_service(here, *, whole=True):
    """A service whose place is a secret (`whole`), or one place of which is one."""
    service = ServiceFactory(
        name="The refuge", slug="the-refuge", areas=[here], needs=[NeedFactory(slug="hurt")],
        location_confidential=whole, place={**canaries(), "is_confidential": not whole},
    )  # fmt: skip
    ContactPoint.objects.create(
        service=service, channel=Channel.VISIT, value=f"{SECRET} visit" if whole else "", sort_order=5
    )
    return service


def public_addresses(service):
    """Every public address that can be made without knowing more than the service, its need and its area."""
    texts = [
        "",
        "?q=refuge",
        f"?q={SECRET}",
        "?area=here",
        "?need=hurt",
        "?near=ZZ99",
        "?channel=visit",
        "?open=1",
    ]
    yield from (reverse("support:finder") + text for text in texts)
    yield from (f"/search/?q={word}" for word in ("refuge", SECRET, f"{SECRET}+address"))
    yield from (service.get_absolute_url(), "/support/hurt/", "/", "/areas/here/", "/sitemap.xml", "/emergency/")
    api = ("", "services", "service_at_locations", "organizations", f"services/{service.uuid}", "services?full=true")
    yield from (f"/api/oruk/{part}" for part in api)
    yield from (f"/support/services/the-refuge/{part}/" for part in ("print", "card", "share"))


@pytest.mark.parametrize("whole", [True, False], ids=["a secret service", "a secret place of an open one"])
def test_no_public_page_feed_or_search_gives_it_away(client, here, whole):
    planted()
    service = secret_service(here, whole=whole)
    seen = 0
    for address in public_addresses(service):
        answer = client.get(address, follow=True)
        assert answer.status_code < 500, address
        body = b"".join(answer) if answer.streaming else answer.content
        asked_for = f"{SECRET}".encode() if SECRET in address else b"\x00"
        shown = body.replace(b"canaryzq address", b"") if asked_for in body else body
        shown = shown.replace(asked_for, b"")
        assert SECRET.encode() not in shown, address
        seen += answer.status_code == 200
    assert seen > 10
    assert search(understand(SECRET)) == []


def saved_and_changed(service):
    """Two versions in the history, so that there is something to compare."""
    first = Service.objects.get(pk=service.pk).save_revision()
    later = Service.objects.get(pk=service.pk)
    for place in later.locations.all():
        place.directions = f"{SECRET} another way"
    later.summary = "Other words."
    return first, later.save_revision()


def staff_addresses(service):
    first, second = saved_and_changed(service)
    name = Service.snippet_viewset.get_url_name
    for view in ("list", "edit", "history", "inspect", "usage"):
        yield reverse(name(view), args=[] if view == "list" else [service.pk])
    yield reverse(name("revisions_compare"), args=[service.pk, first.pk, second.pk])
    yield reverse(name("revisions_compare"), args=[service.pk, "live", second.pk])
    yield reverse(name("revisions_revert"), args=[service.pk, first.pk])
    yield reverse(name("revisions_view"), args=[service.pk, second.pk])
    yield reverse("help_correct", args=[service.pk])
    yield from (f"{reverse('help_due')}?show={key}" for key in ("reviews", "urgent", "links", "numbers", "gaps"))
    yield from (f"{reverse('help_due')}?show={key}&as=csv" for key in ("reviews", "gaps"))


@pytest.mark.parametrize("whole", [True, False], ids=["a secret service", "a secret place of an open one"])
@pytest.mark.parametrize(
    ("role", "shown"), [(Role.EDITOR, False), (Role.APPROVER, False), (Role.SAFEGUARDING_APPROVER, True)]
)
def test_in_the_cms_only_safeguarding_approvers_see_it(client, here, role, shown, whole):
    planted()
    set_up()
    service = secret_service(here, whole=whole)
    Location.objects.filter(service=service).update(is_confidential=not whole)
    ContactPoint.objects.filter(channel=Channel.VISIT).delete()
    client.force_login(StaffFactory(role=role))
    seen = set()
    for address in staff_addresses(service):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if SECRET.encode() in body:
            seen.add(address)
    assert bool(seen) == shown, seen
    assert SECRET not in str(list(AuditEntry.objects.values_list("target", "facts")))


def edited(service, **more):
    """What the editor's form sends for `service` by a person who is not shown its places."""
    parts = ("contact_points", "locations", "hours_rules", "hours_exceptions")
    data = {f"{part}-{key}": 0 for part, key in itertools.product(parts, ("TOTAL_FORMS", "INITIAL_FORMS"))}
    fields = ("name", "slug", "summary", "who_is_told", "bank_holidays", "nation", "status", "sensitivity", "position",
              "review_owner", "last_checked", "review_by")  # fmt: skip
    data |= {field: str(getattr(service, field)) for field in fields}
    return data | {"organisation": service.organisation_id, "areas": [area.pk for area in service.areas.all()], **more}


def test_an_editor_who_does_not_see_it_can_neither_lose_nor_open_it(client, here):
    set_up_rights()
    service = secret_service(here)
    ContactPoint.objects.all().delete()
    client.force_login(StaffFactory(role=Role.EDITOR))
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])
    assert client.post(address, edited(service, summary="New words.")).status_code == 302
    draft = Service.objects.get(pk=service.pk).get_latest_revision_as_object()
    assert draft.summary == "New words."
    assert draft.location_confidential
    assert [place.address for place in draft.locations.all()] == [canaries()["address"]]
    stolen = {"locations-TOTAL_FORMS": 1, "locations-INITIAL_FORMS": 1,
              "locations-0-id": str(service.locations.get().pk), "locations-0-address": "x"}  # fmt: skip
    answer = client.post(address, edited(service, **stolen))
    assert SECRET.encode() not in answer.content


def set_up_rights():
    from support import rights

    rights.grant()


def test_the_place_of_a_secret_service_is_not_written_among_its_ways_in(client, here):
    set_up_rights()
    service = secret_service(here)
    client.force_login(StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    point = {"contact_points-TOTAL_FORMS": 1, "contact_points-0-channel": "visit", "contact_points-0-value": "1 Road",
             "contact_points-0-on_bill": "no", "contact_points-0-ORDER": 1, "location_confidential": "on"}  # fmt: skip
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])
    answer = client.post(address, edited(service, **point))
    assert answer.status_code == 200
    assert b"leave this out" in answer.content
