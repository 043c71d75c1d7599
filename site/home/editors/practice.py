"""The practice area: everything can be tried there, and nothing of it goes live."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from home.editors.models import PracticePage

TITLE = "Practice area: nothing here is published"


def plant() -> PracticePage:
    """The practice area, made beside the site where it is missing. Writes one page."""
    found = PracticePage._default_manager.first()
    if found is not None:
        return found
    root = Page.objects.get(depth=1)
    area = PracticePage(title=TITLE, slug="practice", live=False, locale=Locale.get_default())
    root.add_child(instance=area)
    return area


def is_practice(page: Page) -> bool:
    """Whether `page` is the practice area or stands in it. At most one query."""
    ways = [page.path[: page.steplen * depth] for depth in range(2, page.depth + 1)]
    return PracticePage._default_manager.filter(path__in=ways).exists()


@transaction.atomic
def keep_off_the_site(sender: type[Any], instance: Page, **_kwargs: Any) -> None:
    """Answer Wagtail's `page_published` and `post_page_move`: whatever stands in the practice area is a draft again, in
    the transaction of the change where there is one. The CMS refuses before this; it is the second wall."""
    if not is_practice(instance):
        return
    for page in Page.objects.filter(path__startswith=instance.path, live=True):
        page.unpublish(log_action=False)
