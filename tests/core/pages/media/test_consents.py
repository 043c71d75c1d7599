"""Pictures of people are public while everybody in them agrees, and not a moment longer."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from core.audit.models import AuditEntry
from core.notifications.models import Notification
from core.pages.gate import GateClosed, stop_at_gate
from core.pages.media.actions import settle, settle_all
from core.pages.media.consents import consent_problems
from core.pages.media.enums import AgeBand, GivenBy, People
from core.pages.models import ConsentedPicture, PhotoConsent
from core.pages.pictures import make_renditions, with_renditions
from core.pages.reviews import uk_today
from core.people.enums import Role
from home.consents import remind
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.news import article, image
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory
from tests.queries import count_queries as queries

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def photo():
    found = image("Two members at the launch")
    found.people = People.AGREED
    found.save()
    return found


def consent(*photos, **fields) -> PhotoConsent:
    today = uk_today()
    defaults = {
        "who": "A member of the youth board",
        "age_band": AgeBand.TEEN,
        "given_by": GivenBy.BOTH,
        "kept_where": "Form 14",
        "given_on": today - 100 * DAY,
        "expires_on": today + 100 * DAY,
    }
    made = PhotoConsent.objects.create(**defaults | fields)
    for each in photos:
        ConsentedPicture.objects.create(consent=made, image=each)
    settle([each.pk for each in photos])
    for each in photos:
        each.refresh_from_db()
    return made


def fields_of(made: PhotoConsent | None, *photos, **changed):
    fields = {
        "who": "A member", "age_band": "teen", "given_by": "self", "kept_where": "Form 2", "for_website": "on",
        "given_on": uk_today() - DAY, "expires_on": uk_today() + 300 * DAY, "withdrawn_on": "", "area": "",
        "pictures-TOTAL_FORMS": len(photos), "pictures-INITIAL_FORMS": 0,
        "pictures-MIN_NUM_FORMS": 1, "pictures-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for place, each in enumerate(photos):
        fields |= {f"pictures-{place}-image": each.pk, f"pictures-{place}-id": "", f"pictures-{place}-DELETE": ""}
    if made is not None:
        rows = list(made.pictures.order_by("pk"))
        fields |= {"pictures-INITIAL_FORMS": len(rows), "pictures-TOTAL_FORMS": len(rows)}
        for place, row in enumerate(rows):
            fields |= {f"pictures-{place}-image": row.image_id, f"pictures-{place}-id": row.pk}
    return fields | changed


ADD = "wagtailsnippets_pages_photoconsent:add"
EDIT = "wagtailsnippets_pages_photoconsent:edit"


@pytest.mark.parametrize(("people", "fine"), [(People.NOBODY, True), (People.CROWD, True), ("", False)])
def test_whom_a_picture_shows_must_be_said_before_it_is_public(people, fine):
    found = image()
    found.people = people
    found.save()
    assert (consent_problems([found.pk]) == []) is fine


def test_a_photo_needs_a_consent_that_holds(photo):
    assert "Nobody wrote down" in consent_problems([photo.pk])[0]
    made = consent(photo)
    assert consent_problems([photo.pk]) == []
    assert consent_problems([photo.pk], today=made.expires_on) == []
    assert "ended on" in consent_problems([photo.pk], today=made.expires_on + DAY)[0]


def test_everybody_in_a_photo_must_agree(photo):
    consent(photo)
    consent(photo, withdrawn_on=uk_today())
    assert "no longer agrees" in consent_problems([photo.pk])[0]
    assert not photo.may_be_shown()


def test_a_consent_for_something_else_is_none_for_this(photo):
    consent(photo, for_website=False, for_newsletter=True)
    assert "did not agree to this use" in consent_problems([photo.pk])[0]
    assert consent_problems([photo.pk], use="newsletter") == []
    assert not photo.may_be_shown()


def test_problems_cost_two_queries_however_many_pictures(photo):
    photos = [photo]
    for number in range(8):
        more = image(f"Photo {number}")
        more.people = People.AGREED
        more.save()
        photos.append(more)
    consent(*photos)
    with queries() as asked:
        assert consent_problems([each.pk for each in photos]) == []
    assert len(asked) == 2
    with queries() as asked:
        assert consent_problems([]) == []
    assert len(asked) <= 1


def test_the_gate_stops_a_page_with_it_wherever_it_stands(photo):
    body = [{"type": "image", "value": {"image": photo.pk, "alt_text": "Two people", "decorative": False}}]
    for slug, fields in (("a", {"body": body}), ("b", {"lead_image": photo, "lead_alt": "Two people"})):
        page = article(slug, live=False, **fields)
        with pytest.raises(GateClosed) as closed:
            stop_at_gate(page)
        assert "Nobody wrote down" in closed.value.reasons[0]
    consent(photo)
    stop_at_gate(page)


def test_a_picture_is_on_the_page_while_the_consent_holds(client, photo, committed):
    body = [{"type": "image", "value": {"image": photo.pk, "alt_text": "Two people talk", "decorative": False}}]
    made = consent(photo)
    make_renditions([photo])
    article(body=body, lead_image=photo, lead_alt="Lead words")
    page = client.get("/news/late-buses/").content
    assert b"Two people talk" in page
    assert b"Lead words" in page
    names = [rendition.file.name for rendition in photo.renditions.all()]
    response = client.get(f"/media/{names[0]}")
    assert b"".join(response.streaming_content)
    assert response.status_code == 200
    made.withdrawn_on = uk_today()
    made.save()
    original = photo.file.name
    with committed():
        settle([photo.pk])
    for address in ("/news/late-buses/", "/news/", "/"):
        page = client.get(address).content
        assert b"Two people talk" not in page
        assert b"Lead words" not in page
        assert not any(Path(name).name.encode() in page for name in names)
    assert all(client.get(f"/media/{name}").status_code == 404 for name in names)
    photo.refresh_from_db()
    assert photo.file.name != original
    assert photo.file.storage.exists(photo.file.name)
    assert not photo.file.storage.exists(original)
    assert AuditEntry.objects.filter(action="picture.taken_down", target=f"siteimage:{photo.pk}").count() == 1


def test_it_leaves_on_the_day_without_anybody_doing_anything(photo, monkeypatch):
    made = consent(photo)
    make_renditions([photo])
    with queries() as asked:
        assert photo.pk in with_renditions([photo.pk])
    assert len(asked) == 1
    monkeypatch.setattr("core.pages.pictures.uk_today", lambda: made.expires_on)
    assert photo.pk in with_renditions([photo.pk])
    monkeypatch.setattr("core.pages.pictures.uk_today", lambda: made.expires_on + DAY)
    assert with_renditions([photo.pk]) == {}


def test_the_worker_takes_its_files_away_once_and_a_new_consent_brings_it_back(photo, committed):
    made = consent(photo)
    make_renditions([photo])
    with committed():
        settle_all(made.expires_on + DAY)
        settle_all(made.expires_on + DAY)
    assert not photo.renditions.exists()
    assert AuditEntry.objects.filter(action="picture.taken_down").count() == 1
    PhotoConsent.objects.update(expires_on=made.expires_on + 100 * DAY)
    with committed():
        settle_all()
    photo.refresh_from_db()
    assert photo.hidden_on is None
    assert photo.renditions.count() == 9
    assert AuditEntry.objects.filter(action="picture.put_back").count() == 1


def test_no_sizes_are_made_of_a_photo_without_consent(photo):
    assert make_renditions([photo]) == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"age_band": "child", "given_by": "self"}, "parent or guardian"),
        ({"given_on": uk_today() + DAY}, "still to come"),
        ({"expires_on": uk_today() - 5 * DAY}, "before the day"),
        ({"expires_on": uk_today() + 3000 * DAY}, "Five years"),
        ({"withdrawn_on": uk_today() - 9 * DAY}, "before the day"),
        ({"for_website": ""}, "at least one"),
        ({"given_on": "9999-99-99"}, "valid date"),
        ({"who": ""}, "required"),
        ({"pictures-TOTAL_FORMS": 0}, "Choose at least one picture."),
    ],
)
def test_a_consent_that_cannot_be_is_refused_in_words(client, photo, changed, words):
    client.force_login(StaffFactory(role=Role.EDITOR))
    response = client.post(reverse(ADD), fields_of(None, photo, **changed))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not PhotoConsent.objects.exists()


def test_the_same_picture_twice_is_refused_in_words(client, photo):
    client.force_login(StaffFactory(role=Role.EDITOR))
    response = client.post(reverse(ADD), fields_of(None, photo, photo))
    assert response.status_code == 200
    assert not PhotoConsent.objects.exists()


def test_an_editor_writes_one_down_and_withdraws_it(client, photo, committed):
    editor = StaffFactory(role=Role.EDITOR)
    client.force_login(editor)
    with committed():
        client.post(reverse(ADD), fields_of(None, photo))
    made = PhotoConsent.objects.get()
    photo.refresh_from_db()
    assert made.recorded_by == editor
    assert photo.may_be_shown()
    assert photo.renditions.count() >= 9
    with committed():
        client.post(reverse(EDIT, args=[made.pk]), fields_of(made, withdrawn_on=uk_today()))
    photo.refresh_from_db()
    assert not photo.may_be_shown()
    assert not photo.renditions.exists()


def test_a_picture_taken_off_a_consent_has_none(client, photo):
    other = image()
    made = consent(photo, other)
    client.force_login(StaffFactory(role=Role.EDITOR))
    fields = fields_of(made)
    client.post(reverse(EDIT, args=[made.pk]), fields | {"pictures-0-DELETE": "on"})
    photo.refresh_from_db()
    assert not photo.may_be_shown()


def test_editors_of_an_area_see_their_own_consents_alone(client, photo):
    here, there = AreaFactory(), AreaFactory()
    set_up()
    person = StaffFactory(role=Role.EDITOR, area=here)
    from home.consents import grant

    grant(*person.groups.all())
    own, other, everywhere = (consent(image(), area=area, who=f"Role {place}")
                              for place, area in enumerate((here, there, None)))  # fmt: skip
    client.force_login(person)
    listed = client.get(reverse("wagtailsnippets_pages_photoconsent:list")).content.decode()
    assert "Role 0" in listed
    assert "Role 1" not in listed
    assert "Role 2" not in listed
    assert client.get(reverse(EDIT, args=[own.pk])).status_code == 200
    for foreign in (other, everywhere):
        address = reverse(EDIT, args=[foreign.pk])
        assert client.get(address).status_code == 302
        client.post(address, fields_of(foreign, who="Mine now"))
        foreign.refresh_from_db()
        assert foreign.who != "Mine now"
    response = client.post(reverse(ADD), fields_of(None, photo, area=there.pk))
    assert "Choose your own area" in response.content.decode()


@pytest.mark.parametrize("role", [None, Role.MODERATOR])
def test_nobody_else_sees_consents(role):
    made = consent(image())
    client = Client()
    if role:
        client.force_login(StaffFactory(role=role))
    for address in (reverse("wagtailsnippets_pages_photoconsent:list"), reverse(EDIT, args=[made.pk])):
        assert b"youth board" not in client.get(address, follow=True).content


def test_a_consent_is_deleted_by_nobody(client):
    made = consent(image())
    client.force_login(StaffFactory(role=Role.EDITOR))
    client.post(f"/cms/snippets/pages/photoconsent/delete/{made.pk}/")
    client.post(f"/cms/bulk/pages/photoconsent/delete/?id={made.pk}")
    assert PhotoConsent.objects.filter(pk=made.pk).exists()


def test_who_wrote_it_down_is_reminded_once_before_and_once_after(photo):
    editor = StaffFactory(role=Role.EDITOR)
    made = consent(photo, recorded_by=editor, expires_on=uk_today() + 31 * DAY)
    remind()
    assert not Notification.objects.exists()
    for day in (1, 1, 2, 31, 32, 33):
        remind(uk_today() + day * DAY)
    assert Notification.objects.filter(user=editor).count() == 2
    PhotoConsent.objects.filter(pk=made.pk).update(withdrawn_on=uk_today(), expires_on=uk_today() + 5 * DAY)
    remind()
    assert Notification.objects.count() == 2


def test_old_consents_and_unfinished_uploads_go_by_themselves(photo):
    made = consent(photo, given_on=uk_today() - 900 * DAY, expires_on=uk_today() - 400 * DAY)
    settle_all()
    assert PhotoConsent.objects.filter(pk=made.pk).exists()
    photo.delete()
    UploadedFile.objects.create(file="wagtail_uploads/gone.jpg")
    settle_all()
    assert not PhotoConsent.objects.filter(pk=made.pk).exists()
    assert not UploadedFile.objects.exists()
