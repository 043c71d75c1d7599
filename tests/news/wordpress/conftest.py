"""A site with news, and an editor who moves an old one in."""

import pytest

from core.people.enums import Role
from news.models import NewsIndexPage
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import planted_with_workflow
from tests.factories.people import StaffFactory


@pytest.fixture
def index(db):
    PartnershipFactory()
    AreaFactory(slug="here", name="Here"), AreaFactory(slug="there", name="There")
    planted_with_workflow()
    return NewsIndexPage.objects.get()


@pytest.fixture
def user(index):
    return StaffFactory(role=Role.EDITOR)
