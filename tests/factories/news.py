"""Articles and pictures for tests."""

import io

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.pages.media.enums import People
from home.tree import child, with_ids
from news.models import NewsIndexPage, NewsPage

ONE_OF_EACH = [
    {"type": "heading", "value": {"text": "What is new", "level": "2"}},
    {"type": "paragraph", "value": "<p>Six <b>new</b> lights.</p>"},
    {"type": "quote", "value": {"text": "Ask us first.", "name": "", "role": "A member", "organisation": ""}},
    {"type": "callout", "value": {"kind": "b", "title": "Note", "text": "Read this"}},
    {
        "type": "statistic",
        "value": {"value": "4 in 10", "label": "said so", "period": "2026", "comparator": "3 in 10", "source": "Us"},
    },
]


def image(title="A picture"):
    """A small picture in the CMS."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#ff8c69").save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), name="picture.png")
    return get_image_model().objects.create(title=title, file=file, people=People.NOBODY)


def document(title="A file"):
    """A small file in the CMS."""
    return get_document_model().objects.create(title=title, file=ContentFile(b"words", name="file.txt"))


def article(slug="late-buses", *, areas=(), live=True, body=(), **fields) -> NewsPage:
    """An article, published unless `live=False`."""
    index = NewsIndexPage.objects.get()
    index.refresh_from_db()
    fields = {"title": slug.replace("-", " ").capitalize(), "summary": "In one line.", **fields}
    if live and not areas:
        return child(index, NewsPage, slug, body=with_ids(list(body)), **fields)
    page = index.add_child(instance=NewsPage(slug=slug, live=False, body=with_ids(list(body)), **fields))
    page.areas.set(areas)
    page.save()
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    return page
