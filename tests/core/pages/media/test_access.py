"""Who may download a file, and by which address."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, ReferenceIndex

from core.pages.media.contents import clean_document
from core.pages.models import SiteDocument
from core.people.enums import Role
from home.models import AreaHubPage
from home.tree import with_ids
from home.workflows import set_up
from news.models import NewsPage
from tests.core.pages.media.files import docx, pdf
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.people import MemberFactory, StaffFactory
from tests.queries import count_queries as queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


@pytest.fixture
def file():
    return SiteDocument.objects.create(title="Plan", file=ContentFile(pdf(), name="plan.pdf"))


def body(file):
    return [{"type": "document", "value": {"document": file.pk, "title": "", "description": ""}}]


def asks(file, **headers):
    """Every way of asking for `file`: each must tell as little as the first."""
    guest = Client()
    known = f'"{file.file_hash}"'
    return [
        guest.get(file.url),
        guest.head(file.url),
        guest.get(file.url, headers={"if-none-match": known}),
        guest.get(file.url, headers={"if-none-match": "*"}),
        guest.get(file.url, headers={"if-match": '"other"'}),
        guest.get(file.url, headers={"range": "bytes=0-9"}),
        guest.get(f"/documents/{file.pk}/other.pdf"),
        guest.get(f"/media/{file.file.name}"),
    ]


def hidden(file):
    for response in asks(file):
        assert response.status_code == 404
        assert "ETag" not in response
        assert "plan" not in str(response.headers).casefold()
    return True


def status(client, file):
    response = client.get(file.url)
    if response.streaming:
        content(response)
    return response.status_code


def content(response):
    return b"".join(response.streaming_content)  # which closes it, and no connection of this test


def test_a_file_that_no_page_shows_is_for_staff_alone(client, file):
    assert hidden(file)
    client.force_login(MemberFactory())
    assert status(client, file) == 404
    for role in (Role.EDITOR, Role.APPROVER):
        client.force_login(StaffFactory(role=role))
        response = client.get(file.url)
        assert content(response) == pdf()
        assert response["Cache-Control"] == "private, no-store"


def test_a_file_on_a_live_page_is_for_all(client, file):
    article(body=body(file))
    response = client.get(file.url)
    assert content(response) == pdf()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-cache"
    assert client.get(file.url, headers={"if-none-match": response["ETag"]}).status_code == 304
    head = client.head(file.url)
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(pdf())), b"")
    assert not client.cookies


def test_a_draft_and_a_draft_of_a_live_page_show_no_file(file):
    article("draft", live=False, body=body(file))
    page = article("live")
    page.body = with_ids(body(file))
    page.save_revision()
    assert hidden(file)


def test_a_file_goes_with_its_page_and_comes_back(client, file):
    page = article("live", areas=[], body=body(file))
    page.unpublish()
    assert hidden(file)
    page.save_revision().publish()
    assert status(client, file) == 200


def test_a_page_past_its_end_shows_no_file_though_nobody_took_it_down(file):
    page = article(body=body(file))
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
    assert hidden(file)


def test_a_file_taken_off_a_page_is_gone_from_the_same_moment(client, file):
    page = article(body=body(file))
    assert status(client, file) == 200
    page.body = []
    page.save_revision().publish()
    assert hidden(file)


def test_a_file_of_a_private_page_is_for_its_readers(client, file):
    page = article(body=body(file))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert hidden(file)
    client.force_login(MemberFactory())
    response = client.get(file.url)
    assert content(response) == pdf()
    assert response["Cache-Control"] == "private, no-store"


def test_a_password_of_a_page_opens_its_files_for_that_visit(client, file):
    page = article(body=body(file))
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open-sesame-9"
    )
    assert hidden(file)


def test_a_private_collection_closes_a_file_that_a_page_shows(file):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    below = closed.add_child(name="Below")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
    file.collection = below
    file.save()
    assert hidden(file)  # nothing shows it: not even that it exists
    article(body=body(file))
    for response in asks(file)[:-1]:
        assert response.status_code == 302
        assert "login" in response["Location"]
        assert response.content == b""


def test_a_file_for_all_needs_no_page(client, file):
    file.for_all = True
    file.save()
    assert status(client, file) == 200


def test_who_may_have_it_costs_one_query(client, file, django_assert_num_queries):
    article(body=body(file))
    status(client, file)
    with queries() as one:
        status(client, file)
    for number in range(12):
        article(f"more-{number}", body=body(file))
    status(client, file)
    with queries() as many:
        status(client, file)
    assert len(one) == len(many) == 1


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 40, "٣"])
def test_addresses_of_no_file_are_not_found(client, number):
    assert client.get(f"/documents/{number}/plan.pdf").status_code == 404
    assert client.head(f"/documents/{number}/").status_code == 404


@pytest.mark.parametrize("name", ["", "old.pdf", "../plan.pdf", "a%00b", "//evil.example"])
def test_an_old_address_leads_to_the_file_in_one_hop(client, file, name):
    article(body=body(file))
    response = client.get(f"/documents/{file.pk}/{name}")
    assert response.status_code == 302
    assert response["Location"] == file.url
    assert "Set-Cookie" not in response


def test_an_address_outlives_the_file(client, file):
    article(body=body(file))
    old = file.url
    client.force_login(StaffFactory(role=Role.EDITOR))
    fields = {"title": "Plan", "collection": file.collection_id, "tags": "", "pages": ""}
    newer = SimpleUploadedFile("plan-2027.docx", docx())
    client.post(reverse("wagtaildocs:edit", args=[file.pk]), {**fields, "file": newer})
    guest = Client()
    hop = guest.get(old)
    assert hop.status_code == 302
    response = guest.get(hop["Location"])
    assert response.status_code == 200
    assert "plan-2027.docx" in response["Content-Disposition"]
    assert "word" in response["Content-Type"]
    assert content(response) == clean_document(docx(), "docx")
    assert b"Updated" in guest.get("/news/late-buses/").content


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, file):
    article(body=body(file))
    file.file.storage.delete(file.file.name)
    assert client.get(file.url).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_files_are_only_read(client, file, method):
    assert getattr(client, method)(file.url).status_code == 405


def test_a_file_on_a_live_page_cannot_be_deleted(client, file):
    page = article(body=body(file))
    client.force_login(StaffFactory(role=Role.EDITOR))
    address = reverse("wagtaildocs:delete", args=[file.pk])
    asked = client.get(address).content.decode()
    assert "1 live page shows this file" in asked
    assert "usage" in asked
    client.post(address)
    client.post(reverse("wagtaildocs:delete_multiple", args=[file.pk]))
    client.post(f"/cms/bulk/pages/sitedocument/delete/?id={file.pk}")
    assert SiteDocument.objects.filter(pk=file.pk).exists()
    page.unpublish()
    client.post(address)
    assert not SiteDocument.objects.filter(pk=file.pk).exists()


def test_an_editor_of_one_area_may_choose_files_of_all(client, file):
    hub = AreaHubPage.objects.select_related("area").first()
    if hub is None:
        pytest.skip("this small site has no hub")
    client.force_login(StaffFactory(role=Role.EDITOR, area=hub.area))
    assert status(client, file) == 200


def test_references_are_those_of_the_live_page(file):
    page = article(body=body(file))
    assert ReferenceIndex.get_references_to(file).count() == 1
    page.body = []
    page.save_revision()
    assert ReferenceIndex.get_references_to(file).count() == 1
