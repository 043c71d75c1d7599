"""Who may move what in, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page, get_page_models

from core.pages.models import BasePage
from news.models import NewsIndexPage, NewsPage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


def can_move_into(user: User | AnonymousUser, parent: Page) -> bool:
    """Whether `user` may add news below `parent`: editors everywhere, those of an area in their own hub."""
    specific = parent.specific
    if not isinstance(specific, BasePage):  # the root and the practice area: nothing there is ever read
        return False
    if not (user.is_authenticated and user.is_active and NewsPage.can_create_at(specific)):
        return False
    return bool(specific.permissions_for_user(user).can_add_subpage())


def places_for(user: User | AnonymousUser) -> list[Page]:
    """The pages below which `user` may add news: the index first, then hubs in the order of the tree."""
    kinds = [model for model in get_page_models() if issubclass(model, BasePage)]
    kinds = [model for model in kinds if NewsPage in model.allowed_subpage_models()]
    wanted = Page.objects.exact_type(*kinds).order_by("path").select_related("content_type")
    found = [page for page in wanted if can_move_into(user, page)]
    return sorted(found, key=lambda page: page.specific_class is not NewsIndexPage)
