"""Publications: strategies, assessments, evaluations and board papers."""

from __future__ import annotations

from django.apps import AppConfig

LIST_KEYS = frozenset({"kind", "area", "topic", "year", "class", "before"})


class PublicationsConfig(AppConfig):
    """Publications: strategies, assessments, evaluations and board papers."""

    name = "news.publications"
    label = "publications"

    def ready(self) -> None:
        """Keep lists apart by what narrows them, and no longer than their files stay the same."""
        from django.conf import settings  # noqa: PLC0415

        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from news.publications.models import PublicationFile  # noqa: PLC0415 - models load after apps

        for code, _name in settings.LANGUAGES:
            prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
            own_query_keys(f"{prefix}/publications/", LIST_KEYS, frozenset())
        watch(PublicationFile)
