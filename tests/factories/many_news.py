"""Thousands of articles in seconds: the rows that Wagtail would write, in a few inserts."""

import datetime
import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from core.areas.models import Area
from core.pages.cache import raise_version
from core.pages.models import Topic
from news.models import NewsIndexPage, NewsPage

TOGETHER = 400


def many_articles(number: int, areas: list[Area], topics: list[Topic], *, first: datetime.date | None = None) -> None:
    """`number` live articles, one a day back from `first`, each of one of `areas` and one of `topics` in turn."""
    index = NewsIndexPage.objects.get()
    day, kind, now = first or timezone.localdate(), ContentType.objects.get_for_model(NewsPage), timezone.now()
    pages = [
        NewsPage(
            title=f"Article {place}", draft_title=f"Article {place}", slug=f"many-{place}", content_type=kind,
            live=True,
            path=Page._get_path(index.path, index.depth + 1, index.numchild + place + 1), depth=index.depth + 1,
            url_path=f"{index.url_path}many-{place}/", locale_id=index.locale_id, translation_key=uuid.uuid4(),
            first_published_at=now, last_published_at=now, summary="In one line.", words=f"article {place}",
            published_on=day - datetime.timedelta(days=place), body=[], numchild=0,
        )
        for place in range(number)
    ]  # fmt: skip
    for page in pages:
        page.search_vector = None
    Page.objects.bulk_create(
        [Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.local_concrete_fields
                 if field.attname != "id"}) for page in pages],
        batch_size=TOGETHER,
    )  # fmt: skip
    keys = dict(Page.objects.filter(url_path__startswith=index.url_path).values_list("slug", "pk"))
    for page in pages:
        page.page_ptr_id = page.id = keys[page.slug]
    NewsPage._base_manager.all()._batched_insert(pages, NewsPage._meta.local_concrete_fields, batch_size=TOGETHER)
    for name, others in (("areas", areas), ("topics", topics)):
        through = getattr(NewsPage, name).through
        field = {"areas": "area_id", "topics": "topic_id"}[name]
        rows = [through(newspage_id=page.pk, **{field: others[place % len(others)].pk})
                for place, page in enumerate(pages) if others]  # fmt: skip
        through.objects.bulk_create(rows, batch_size=TOGETHER)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + number)
    raise_version()
