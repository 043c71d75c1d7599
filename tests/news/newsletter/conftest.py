"""A real mail server for tests that send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.news.newsletter.smtp_sink import Sink


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """A mail server of this test, to which Django sends."""
    made = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 30
    settings.DEMO = False
    yield made
    made.stop()
