"""A site with events, for everything about signing up."""

import pytest

from tests.factories.events import site_with_events


@pytest.fixture(autouse=True)
def _home():
    site_with_events()
