"""Every way in which a picture or a file reaches the CMS ends in the same clean file, or in words beside the field."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from core.pages.media.enums import People
from core.pages.models import SiteDocument, SiteImage
from core.people.enums import Role
from home.workflows import set_up
from tests.core.pages.media.files import PLACE, animated, docx, huge_png, pdf, picture, with_place
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block at whose end what waits for the commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor(client):
    small_site()
    set_up()
    person = StaffFactory(role=Role.EDITOR)
    client.force_login(person)
    return person


def upload(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data, "application/octet-stream")


def add_form(client, file, **more):
    fields = {"title": "Lights", "collection": Collection.get_first_root_node().pk, "tags": "", "people": "nobody"}
    return client.post(reverse("wagtailimages:add"), {**fields, "file": file, **more})


def several(client, file, **more):
    fields = {"title": "Lights", "collection": Collection.get_first_root_node().pk}
    return client.post(reverse("wagtailimages:add_multiple"), {**fields, "files[]": file, **more})


def chooser(client, file, **more):
    fields = {"title": "Lights", "collection": Collection.get_first_root_node().pk, "people": "nobody", "tags": ""}
    fields = {f"image-chooser-upload-{name}": value for name, value in {**fields, "file": file, **more}.items()}
    return client.post(reverse("wagtailimages_chooser:create"), fields)


def replacing(client, file, **more):
    old = SiteImage.objects.create(title="Old", file=ContentFile(picture("PNG"), name="old.png"), people=People.NOBODY)
    fields = {"title": "Lights", "collection": Collection.get_first_root_node().pk, "tags": "", "people": "nobody"}
    return client.post(reverse("wagtailimages:edit", args=[old.pk]), {**fields, "file": file, **more})


WAYS = [add_form, several, chooser, replacing]


def everything_stored(media_root: Path) -> list[bytes]:
    return [path.read_bytes() for path in media_root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (animated("GIF"), "a.gif", "moves"),
        (animated("WEBP"), "a.webp", "moves"),
        (huge_png(20_000, 20_000), "a.png", "40 million pixels"),
        (huge_png(20_000, 2), "a.png", "20000 by 2"),
        (picture("JPEG") + b"<script>alert(1)</script>", "a.jpg", "something besides a picture"),
        (picture("JPEG") + docx(), "a.jpg", "something besides a picture"),
        (with_place("JPEG")[:900], "a.jpg", "damaged or cut off"),
        (b"", "a.jpg", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "besides a picture"),
        (picture("PNG"), "a.php", "Not a supported image format"),
        (picture("PNG"), "noend", "Not a supported image format"),
        (bytes(11 * 1024 * 1024), "a.jpg", "The most is"),
    ],
)
def test_what_cannot_be_stored_is_said_in_words(client, editor, way, data, name, words):
    before = SiteImage.objects.count()
    response = way(client, upload(data, name))
    assert response.status_code == 200
    said = response.content.decode()
    said = json.dumps(json.loads(said), ensure_ascii=False) if said.startswith("{") else said
    assert words in said
    assert SiteImage.objects.filter(title="Lights").count() == 0
    assert SiteImage.objects.count() - before in (0, 1)  # the old one of `replacing`
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_is_stored_tells_where_a_picture_was_taken(client, editor, media_root, way, kind):
    response = way(client, upload(with_place(kind, 6), f"Jaden at home.{kind.lower()}"))
    assert response.status_code in (200, 302)
    image = SiteImage.objects.get(title="Lights")
    assert (image.width, image.height) == (40, 60)
    assert "aden" not in image.file.name
    assert not any(PLACE.encode() in data for data in everything_stored(media_root))
    assert image.file_size == image.file.size


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_under_another_ending_is_stored_under_its_own(client, editor, way):
    way(client, upload(picture("PNG"), "photo.jpg"))
    image = SiteImage.objects.get(title="Lights")
    assert image.file.name.endswith(".png")


def test_a_large_upload_in_a_temporary_file_is_rewritten_too(client, editor, settings, media_root):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    several(client, upload(with_place("JPEG")))
    assert SiteImage.objects.filter(title="Lights").exists()
    assert not any(PLACE.encode() in data for data in everything_stored(media_root))


def test_an_upload_that_waits_for_its_form_is_clean_already(client, editor, media_root):
    response = several(client, upload(with_place("JPEG"), "where.jpg"), title="x" * 300)
    waiting = UploadedFile.objects.get()
    assert not any(PLACE.encode() in data for data in everything_stored(media_root))
    prefix = f"uploaded-image-{waiting.pk}"
    fields = {"title": "Lights", "collection": Collection.get_first_root_node().pk, "tags": "", "people": "crowd"}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    response = client.post(address, {f"{prefix}-{name}": value for name, value in fields.items()})
    assert json.loads(response.content)["success"]
    image = SiteImage.objects.get(title="Lights")
    assert image.people == People.CROWD
    assert image.file_size == image.file.size


@pytest.mark.parametrize("way", [add_form, chooser, replacing])
def test_whom_a_picture_shows_must_be_said(client, editor, way):
    response = way(client, upload(picture()), people="")
    assert "recognised" in response.content.decode()
    assert not SiteImage.objects.filter(title="Lights").exists()


def test_of_several_pictures_it_is_asked_in_the_form_that_follows(client, editor, committed):
    form = json.loads(several(client, upload(picture())).content)["form"]
    assert 'type="radio"' in form
    image = SiteImage.objects.get(title="Lights")
    assert image.people == ""
    address = reverse("wagtailimages:edit_multiple", args=[image.pk])
    fields = {"title": "Lights", "collection": image.collection_id, "tags": ""}
    named = {f"image-{image.pk}-{name}": value for name, value in fields.items()}
    assert not json.loads(client.post(address, named).content)["success"]
    with committed():
        assert json.loads(client.post(address, named | {f"image-{image.pk}-people": "nobody"}).content)["success"]
    image.refresh_from_db()
    assert image.people == People.NOBODY
    assert image.renditions.filter(filter_spec="width-800|format-avif").exists()


def test_sizes_are_made_at_upload_so_that_no_page_shows_a_gap(client, editor, committed):
    with committed():
        add_form(client, upload(picture(size=(1600, 900))))
    image = SiteImage.objects.get()
    specs = set(image.renditions.values_list("filter_spec", flat=True))
    assert {f"width-{width}|format-{kind}" for width in (400, 800, 1200) for kind in ("avif", "webp", "jpeg")} <= specs
    assert all(PLACE not in rendition.file.name for rendition in image.renditions.all())


def test_a_replaced_picture_brings_new_sizes_and_the_old_ones_go(client, editor, committed):
    with committed():
        add_form(client, upload(picture(size=(1600, 900))))
    image = SiteImage.objects.get()
    old = [rendition.file.name for rendition in image.renditions.all()]
    fields = {"title": "Lights", "collection": image.collection_id, "tags": "", "people": "nobody"}
    newer = upload(picture(size=(1400, 700)))
    with committed():
        client.post(reverse("wagtailimages:edit", args=[image.pk]), {**fields, "file": newer})
    new = [rendition.file.name for rendition in image.renditions.all()]
    assert len(new) == 9
    assert not set(old) & set(new)


def test_the_chooser_fills_in_no_alternative_text(client, editor):
    chosen = json.loads(chooser(client, upload(picture(), "IMG_2041.jpg")).content)
    assert chosen["result"]["default_alt_text"] == ""


def test_what_code_stores_is_clean_as_well(media_root):
    image = SiteImage.objects.create(title="By code", file=ContentFile(with_place("JPEG", 6), name="secret-name.jpg"))
    assert "secret" not in image.file.name
    image = SiteImage.objects.get()
    assert (image.width, image.height, image.file_size) == (40, 60, image.file.size)
    assert PLACE.encode() not in image.file.read()
    image.file.close()
    with pytest.raises(ValidationError):
        SiteImage.objects.create(title="By code", file=ContentFile(animated("GIF"), name="x.gif"))


def test_a_picture_of_a_phone_is_taken(client, editor):
    from pillow_heif import from_pillow

    buffer = io.BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "red")).save(buffer)
    add_form(client, upload(buffer.getvalue(), "IMG_1.HEIC"))
    assert SiteImage.objects.get().file.name.endswith(".jpg")


# --- Files to download ------------------------------------------------------------------------------------------


def add_file(client, file, **more):
    fields = {"title": "Plan", "collection": Collection.get_first_root_node().pk, "tags": ""}
    return client.post(reverse("wagtaildocs:add"), {**fields, "file": file, **more})


def several_files(client, file, **more):
    fields = {"title": "Plan", "collection": Collection.get_first_root_node().pk}
    return client.post(reverse("wagtaildocs:add_multiple"), {**fields, "files[]": file, **more})


def choose_file(client, file, **more):
    fields = {"title": "Plan", "collection": Collection.get_first_root_node().pk, "tags": "", "file": file}
    named = {f"document-chooser-upload-{name}": value for name, value in {**fields, **more}.items()}
    return client.post(reverse("wagtaildocs_chooser:create"), named)


@pytest.mark.parametrize("way", [add_file, several_files, choose_file])
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (docx(word__vbaProject_bin=b"x"), "plan.docx", "macros"),
        (docx(), "plan.pdf", "contents are something else"),
        (b"<html><script>", "plan.txt", "contents are something else"),
        (pdf()[:50], "plan.pdf", "cut off"),
        (b"", "plan.pdf", "empty"),
        (b"x", "plan.html", "cannot be added"),
        (b"x", "plan", "cannot be added"),
        (bytes(21 * 1024 * 1024), "plan.pdf", "big"),
    ],
)
def test_a_file_that_cannot_be_stored_is_said_in_words(client, editor, way, data, name, words):
    response = way(client, upload(data, name))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not SiteDocument.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("way", [add_file, several_files, choose_file])
def test_a_file_is_measured_and_its_authors_are_taken_out(client, editor, way, media_root):
    way(client, upload(pdf(7), "The plan (final) " + "x" * 200 + ".PDF"))
    found = SiteDocument.objects.get()
    assert (found.pages, found.file_size) == (7, len(pdf(7)))
    assert found.updated_on is not None
    assert len(found.filename) < 80
    assert found.filename.endswith(".pdf")
    way(client, upload(docx(), "plan.docx"))
    assert not any(b"Jaden" in data for data in everything_stored(media_root))


def test_replacing_a_file_measures_it_anew(client, editor):
    add_file(client, upload(pdf(7), "plan.pdf"))
    found = SiteDocument.objects.get()
    fields = {"title": "Plan", "collection": found.collection_id, "tags": "", "pages": 7}
    address = reverse("wagtaildocs:edit", args=[found.pk])
    client.post(address, {**fields, "file": upload(pdf(2), "newer.pdf")})
    found.refresh_from_db()
    assert (found.pages, found.filename, found.file_size) == (2, "newer.pdf", len(pdf(2)))
    client.post(address, {**fields, "pages": 2, "file": upload(docx(), "newest.docx")})
    found.refresh_from_db()
    assert found.pages is None  # nobody knows, so the old number does not stay
    client.post(address, {**fields, "pages": 5, "file": upload(docx(), "newest.docx")})
    found.refresh_from_db()
    assert found.pages == 5


def test_a_temporary_file_is_only_ever_rewritten_in_place():
    from core.pages.media.fields import PictureUpload

    sent = TemporaryUploadedFile("photo.jpg", "image/jpeg", 0, None)
    sent.write(with_place("JPEG"))
    sent.size = sent.tell()
    clean = PictureUpload().to_python(sent)
    assert PLACE.encode() not in Path(clean.temporary_file_path()).read_bytes()
    sent.close()


@pytest.mark.parametrize("way", [add_form, chooser])
def test_a_picture_without_a_title_gets_the_name_of_its_file(client, editor, committed, way):
    with committed():
        way(client, upload(picture("JPEG"), "six  new lights.jpg"), title=" ")
    assert SiteImage.objects.get().title == "six new lights"


def test_a_picture_keeps_a_title(client, editor):
    old = SiteImage.objects.create(title="Old", file=ContentFile(picture("PNG"), name="old.png"), people=People.NOBODY)
    fields = {"title": " ", "collection": Collection.get_first_root_node().pk, "tags": "", "people": "nobody"}
    answer = client.post(reverse("wagtailimages:edit", args=[old.pk]), fields)
    assert "Give the picture a title" in answer.content.decode()
