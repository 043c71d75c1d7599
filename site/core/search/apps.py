"""Search: an index of word stems, and what a visitor's words mean."""

from django.apps import AppConfig

DAY = 86_400.0


class SearchConfig(AppConfig):
    """Search: an index of word stems, and what a visitor's words mean."""

    name = "core.search"
    label = "search"

    def ready(self) -> None:
        """Watch the words that staff edit; tidy once a day."""
        from core import due  # noqa: PLC0415 - models load after apps
        from core.pages.cache import watch  # noqa: PLC0415
        from core.search.actions import tidy  # noqa: PLC0415
        from core.search.models import WordGroup  # noqa: PLC0415
        from core.search.pages import follow_pages  # noqa: PLC0415

        watch(WordGroup)
        follow_pages()
        due.register("search.tidy", DAY, tidy)
