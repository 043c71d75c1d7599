"""What helps editors: their first page, monthly figures, guides, and a place to practise."""

from django.apps import AppConfig


class EditorsConfig(AppConfig):
    """What helps editors: their first page, monthly figures, guides, and a place to practise."""

    name = "home.editors"
    label = "editors"

    def ready(self) -> None:
        """Count downloads as pages are counted, and keep the practice area off the site whatever happens to a page."""
        from wagtail.documents.models import document_served  # noqa: PLC0415 - models load after apps
        from wagtail.signals import page_published, post_page_move  # noqa: PLC0415

        from home.editors import downloads, practice  # noqa: PLC0415

        document_served.connect(downloads.count_download, dispatch_uid="editors.downloads")
        for signal in (page_published, post_page_move):
            signal.connect(practice.keep_off_the_site, dispatch_uid="editors.practice")
