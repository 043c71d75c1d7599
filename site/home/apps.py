"""Pages that compose the features: home, hubs, standard pages, search, health, demo."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages that compose the features: home, hubs, standard pages, search, health, demo."""

    name = "home"
    label = "home"

    def ready(self) -> None:
        from core import due  # noqa: PLC0415 - models load after apps
        from core.areas.models import Partnership  # noqa: PLC0415
        from core.pages.cache import own_query_keys, watch  # noqa: PLC0415
        from core.pages.declined import when_declined  # noqa: PLC0415
        from home import consents, reviews  # noqa: PLC0415
        from home.models import Alert, SiteFurniture  # noqa: PLC0415
        from home.partnership_form import edit_handler  # noqa: PLC0415
        from home.personal_data import declare  # noqa: PLC0415
        from support.queries import visible_needs  # noqa: PLC0415
        from surveys.authoring import needs  # noqa: PLC0415

        declare()
        watch(SiteFurniture, Alert)
        own_query_keys("/sitemap", frozenset({"p"}), frozenset())
        reviews.register_words()
        when_declined(reviews.tell_declined)
        due.register("pages.reviews", 3600, reviews.remind)
        consents.register_words()
        needs.register(lambda: visible_needs().values_list("slug", "name"))
        due.register("consents.remind", 3600, consents.remind)
        # The panels stand here, above core.areas, because they know the pages that quote the values.
        Partnership.edit_handler = edit_handler()
