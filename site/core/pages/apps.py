"""The base of every CMS page, its blocks, and the page cache."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class PagesConfig(AppConfig):
    """The base of every CMS page, its blocks, and the page cache."""

    name = "core.pages"
    label = "pages"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415 - models load after apps
        from wagtail.models import (  # noqa: PLC0415
            Locale,
            ModelLogEntry,
            Page,
            PageLogEntry,
            PageViewRestriction,
            Site,
            get_page_models,
        )
        from wagtail.signals import page_published, post_page_move, task_submitted  # noqa: PLC0415

        from core.areas.models import Area, Partnership  # noqa: PLC0415
        from core.pages import cms_audit  # noqa: PLC0415
        from core.pages.cache import watch  # noqa: PLC0415
        from core.pages.gate import sent_in  # noqa: PLC0415
        from core.pages.media import registering as media_apps  # noqa: PLC0415
        from core.pages.models import SiteDocument, SiteImage, Topic  # noqa: PLC0415
        from core.pages.publishing import page_was_saved, page_went_live  # noqa: PLC0415
        from core.pages.redirect_form import use_our_redirect_form  # noqa: PLC0415
        from core.pages.redirects import page_moved  # noqa: PLC0415
        from core.people.models import Profile  # noqa: PLC0415

        watch(
            Area,
            Partnership,
            Page,
            PageViewRestriction,
            Site,
            Locale,
            Redirect,
            SiteImage,
            SiteDocument,
            Topic,
            Profile,
        )
        watch(*get_page_models())
        page_published.connect(page_went_live, dispatch_uid="pages.pictures")
        post_page_move.connect(page_moved, dispatch_uid="pages.redirects")
        use_our_redirect_form()
        task_submitted.connect(sent_in, dispatch_uid="pages.gate")
        for model in get_page_models():
            post_save.connect(page_was_saved, sender=model, dispatch_uid=f"pages.references.{model._meta.label}")
        media_apps.ready()
        cms_audit.register_wording()
        for log in (PageLogEntry, ModelLogEntry):
            post_save.connect(cms_audit.logged, sender=log, dispatch_uid=f"pages.audit.{log.__name__}")
