"""The tree of pages for tests."""

from core.areas.models import Area, Partnership
from core.people.enums import Role
from home.models import HomePage, StandardPage
from home.tree import child, first_page, plant
from home.workflows import set_up
from news.models import NewsIndexPage
from tests.database import PLANTED
from tests.factories.people import StaffFactory


def small_site() -> HomePage:
    """A home page with a news index: enough for most tests, and quick."""
    home = first_page()
    child(home, NewsIndexPage, "news", title="News")
    return home


def planted() -> HomePage:
    """A site with every page that `manage.py partnership` plants."""
    # The first page quotes the partnership, so a site of one is planted as it is.
    if not Partnership.objects.exists() and PLANTED.put_in() and not Area.objects.exists():
        return HomePage.objects.get(depth=2)
    return plant()


def planted_with_workflow() -> HomePage:
    """The same with the rights of editors and approvers."""
    home = planted()
    set_up()
    return home


def standard_page(home: HomePage, slug: str = "a-page", **fields) -> StandardPage:
    """A published page of writing under the home page."""
    return child(home, StandardPage, slug, **{"title": slug.replace("-", " ").capitalize(), **fields})


def editor(**fields):
    """A member of staff who edits everywhere."""
    return StaffFactory(role=Role.EDITOR, **fields)


def approver(**fields):
    """A member of staff who approves everywhere."""
    return StaffFactory(role=Role.APPROVER, **fields)
