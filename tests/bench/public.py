"""One address of each public template of the demonstration, for the bench, Lighthouse and the tests of pages."""

from __future__ import annotations

from typing import Any

ARTICLE_QUERIES, LIST_QUERIES = 5, 8
FEW_ANSWERED = "asked-today"
Template = tuple[str, str, int]


def prepare() -> None:
    """Load the demonstration, and the consultation that it lacks: one that nobody has answered yet."""
    from django.core.management import call_command

    from tests.factories.surveys import make_page, make_survey

    call_command("demo", verbosity=0)
    survey = make_survey(title="What should we ask next?")
    make_page(survey=survey, slug=FEW_ANSWERED, summary="Tell us what to ask about next year.")


def public_templates() -> list[Template]:
    """(name, path, most queries) of each, once `prepare` has run."""
    return [*_house(), *_help(), *_news(), *_say(), *_talk(), *_about()]


def form_pages() -> list[tuple[str, str]]:
    """(name, path) of pages that are kept for nobody: they are one person's, or hold a form with a token."""
    slug = _open_slug()
    return [
        ("starting to answer", f"/consultations/{slug}/answer/"),
        ("hearing what comes of it", f"/consultations/{slug}/follow/"),
        ("box for a receipt code", "/consultations/my/code/"),
        ("box for a card", "/consultations/my/card/"),
        ("joining a group session", "/consultations/join/"),
        ("signing in", "/account/login/"),
        ("making an account", "/account/signup/"),
        ("too young for an account", "/account/under-13/"),
        ("recovery words", "/account/recover/"),
        ("forgotten password", "/account/password/reset/"),
    ]


def _house() -> list[Template]:
    return [
        ("home", "/", LIST_QUERIES),
        ("home in Welsh", "/cy/", LIST_QUERIES),
        ("areas", "/areas/", LIST_QUERIES),
        ("area hub", "/areas/tarn-moor/", LIST_QUERIES),
        ("hub with a team", "/areas/kestrel-bay/", LIST_QUERIES),
        ("topics", "/topics/", LIST_QUERIES),
        ("topic", "/topics/places/", LIST_QUERIES),
        ("search", "/search/", ARTICLE_QUERIES),
        ("standard page", "/about/", ARTICLE_QUERIES),
        ("complaints", "/complaints/", ARTICLE_QUERIES),
        ("accessibility statement", "/about/accessibility/", ARTICLE_QUERIES),
        ("using this site safely", "/safety/", ARTICLE_QUERIES),
        ("numbers for now", "/emergency/", ARTICLE_QUERIES),
    ]


def _help() -> list[Template]:
    from support.enums import Sensitivity
    from support.models import Need, Service

    need = Need.objects.exclude(sensitivity=Sensitivity.PRIVATE)[0]
    private = Need.objects.filter(sensitivity=Sensitivity.PRIVATE)[0]
    service = Service.objects.filter(live=True).exclude(sensitivity=Sensitivity.PRIVATE)[0].get_absolute_url()
    return [
        ("finder", "/support/", LIST_QUERIES),
        ("finder, filtered", "/support/?area=tarn-moor&open=1", LIST_QUERIES),
        ("finder in Arabic", "/ar/support/", LIST_QUERIES),
        ("guided path", "/support/guide/", ARTICLE_QUERIES),
        ("guided path, its end", "/support/guide/no/me/", LIST_QUERIES),
        ("need", need.get_absolute_url(), LIST_QUERIES),
        ("need, private", private.get_absolute_url(), LIST_QUERIES),
        ("service", service, LIST_QUERIES),
        ("card of a service", f"{service}card/", LIST_QUERIES),
    ]


def _news() -> list[Template]:
    from django.urls import reverse

    from news.events.models import EventPage
    from news.models import NewsPage

    article = NewsPage.objects.live().public().first()
    event = EventPage.objects.get(slug="open-evening-at-the-landing")
    return [
        ("news index", "/news/", LIST_QUERIES),
        ("news, filtered", "/news/?area=tarn-moor&topic=getting-about", LIST_QUERIES),
        ("article", _path(article), ARTICLE_QUERIES),
        ("events", "/events/", LIST_QUERIES),
        ("events, filtered", "/events/?area=tarn-moor&topic=getting-about", LIST_QUERIES),
        ("event", "/events/open-evening-at-the-landing/", ARTICLE_QUERIES),
        ("signing up", reverse("events_sign_up", args=[event.pk]), ARTICLE_QUERIES),
        ("publications", "/publications/", LIST_QUERIES),
        ("publications, filtered", "/publications/?area=tarn-moor", LIST_QUERIES),
        ("publication", "/publications/our-plan-for-three-years/", ARTICLE_QUERIES),
        ("freedom of information", "/about/freedom-of-information/", ARTICLE_QUERIES),
        ("newsletter", "/newsletter/", ARTICLE_QUERIES),
        ("newsletter, asked for", "/newsletter/check/", ARTICLE_QUERIES),
    ]


def _path(page: Any) -> str:
    """The path of a CMS page, in a run whose site may have any port."""
    return str(page.get_url_parts()[2])


def _open_slug() -> str:
    from surveys.queries import open_consultations

    return next(page.slug for page in open_consultations(9) if page.slug != FEW_ANSWERED)


def _say() -> list[Template]:
    slug = _open_slug()
    return [
        ("consultations", "/consultations/", LIST_QUERIES),
        ("consultations of an area", "/consultations/?area=tarn-moor", LIST_QUERIES),
        ("consultation", f"/consultations/{slug}/", LIST_QUERIES),
        ("consultation, closed", "/consultations/things-to-do-in-the-holidays/", LIST_QUERIES),
        ("results", f"/consultations/{slug}/results/", LIST_QUERIES),
        ("results, too few answers", f"/consultations/{FEW_ANSWERED}/results/", LIST_QUERIES),
        ("printed form", f"/consultations/{slug}/print/", LIST_QUERIES),
        ("what changed", "/you-said-we-did/", LIST_QUERIES),
    ]


def _talk() -> list[Template]:
    from django.urls import reverse

    from community.forums.queries import latest_threads

    topic = latest_threads(None, 1)[0]
    return [
        ("boards", "/community/", LIST_QUERIES),
        ("board", reverse("board", args=[topic.board.slug]), LIST_QUERIES),
        ("thread", reverse("topic", args=[topic.board.slug, topic.pk, topic.thread.slug]), ARTICLE_QUERIES),
        ("joining in", reverse("topic_new", args=[topic.board.slug]), LIST_QUERIES),
    ]


def _about() -> list[Template]:
    return [
        ("partners", "/about/partners/", ARTICLE_QUERIES),
        ("partners of an area", "/about/partners/?area=tarn-moor", ARTICLE_QUERIES),
        ("governance", "/about/governance/", ARTICLE_QUERIES),
        ("governance group", "/about/governance/board/", LIST_QUERIES),
        ("projects", "/about/projects/", ARTICLE_QUERIES),
        ("project", "/about/projects/lights-and-later-buses/", LIST_QUERIES),
        ("funding list", "/about/funding/", LIST_QUERIES),
        ("funding", "/about/funding/small-grants/", ARTICLE_QUERIES),
        ("people", "/about/people/", ARTICLE_QUERIES),
        ("person", "/areas/kestrel-bay/kestrel-bay-coordinator/", ARTICLE_QUERIES),
        ("press", "/about/press/", ARTICLE_QUERIES),
        ("contact", "/about/contact/", ARTICLE_QUERIES),
        ("letter sent", "/contact/sent/", ARTICLE_QUERIES),
        ("telling about a page", "/feedback/", ARTICLE_QUERIES),
    ]
