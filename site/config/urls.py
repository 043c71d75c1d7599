"""Every address of Sayso (DESIGN: the face that others rely on). Public pages carry a language prefix but English."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from support.oruk.views import root

# Without a language prefix: places for people who signed in, machines and staff.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("home.machine_urls")),
    path("account/", include("core.notifications.urls")),
    path("account/", include("core.people.urls")),
    path("desk/", include("community.moderation.urls")),
    path("cms/", include("core.people.cms_gate_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/oruk", root),
    path("api/oruk/", include("support.oruk.urls")),
]

if settings.GALLERY:
    urlpatterns += [path("", include("core.ui.urls"))]

urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("support/", include("support.urls")),
    path("news/", include("news.urls")),
    path("consultations/", include("surveys.urls")),
    path("community/", include("community.forums.urls")),
    path("", include("core.pages.urls")),
    prefix_default_language=False,
)

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
