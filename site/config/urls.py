"""Every address of Sayso (DESIGN: the face that others rely on). Public pages carry a language prefix but English."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

from support.oruk.views import root
from surveys.views.given import given
from surveys.views.sharing import arrive

# Without a language prefix: places for people who signed in, machines and staff.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("home.machine_urls")),
    path("account/", include("core.notifications.urls")),
    path("account/answers/", given, name="given_answers"),
    path("account/", include("core.people.urls")),
    path("desk/groups/", include("surveys.groups.desk_urls")),
    path("desk/answers/", include("surveys.reading_urls")),
    path("desk/paper/", include("surveys.paper.urls")),
    path("desk/", include("community.moderation.urls")),
    path("cms/", include("core.people.cms_gate_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include("core.pages.media.urls")),
    path("c/<slug:token>/", arrive, name="consultation_link"),
    path("api/oruk", root),
    path("api/oruk/", include("support.oruk.urls")),
]

if "anymail" in settings.INSTALLED_APPS:  # the extra: mail services report what came back (docs/operations.md)
    urlpatterns += [path("anymail/", include("anymail.urls"))]

if settings.GALLERY:
    urlpatterns += [path("", include("core.ui.urls"))]

urlpatterns += i18n_patterns(
    path("consultations/", include("surveys.urls")),  # first: each step of answering resolves its address twice
    path("", include("home.urls")),
    path("support/", include("support.urls")),
    path("news/", include("news.urls")),
    path("events/", include("news.events.urls")),
    path("publications/", include("news.publications.urls")),
    path("newsletter/", include("news.newsletter.urls")),
    path("community/", include("community.forums.urls")),
    path("", include("core.pages.urls")),
    prefix_default_language=False,
)

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
