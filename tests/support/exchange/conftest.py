"""Who takes services in."""

import pytest

from core.people.enums import Role
from support import rights
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory


@pytest.fixture
def editor():
    AreaFactory(slug="here", name="Here")
    rights.grant()
    return StaffFactory(role=Role.EDITOR)
