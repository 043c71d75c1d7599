"""Many articles: 5,000 over 20 hubs. Queries as with the few of the demonstration, and CPU as requests over HTTP."""

from __future__ import annotations

from pathlib import Path

ARTICLES, HUBS = 5_000, 20


def lines(folder: Path, hello_us: float, most: float, seconds: float) -> list[tuple[str, str, bool]]:
    """Home, a hub, the index with and without filters, and one article. Writes to this run's scratch database."""
    from tests.bench.load import cost, granian

    places = _hubs()
    few = {name: _queries(path) for name, path in places.items()}
    _fill()
    many = {name: _queries(path) for name, path in places.items()}
    found = []
    with granian("config.wsgi:application", {"SAYSO_DATA": str(folder)}) as (pid, port):
        for name, path in places.items():
            took = cost(pid, port, path, headers={"Accept-Encoding": "br", "Cookie": "not=kept"}, seconds=seconds)
            ratio = took.cpu_us / hello_us
            said = f"{many[name]} queries (few: {few[name]}), {took.cpu_us / 1000:.2f} ms, {ratio:.1f} × hello"
            found.append((f"{ARTICLES:,} articles, {name}", said, few[name] == many[name] and ratio <= most))
    return found


def _hubs() -> dict[str, str]:
    """Make as many hubs as it takes; the addresses to read."""
    from core.areas.models import Area
    from home.tree import plant
    from news.models import NewsPage
    from tests.factories.areas import AreaFactory

    for _missing in range(HUBS - Area.objects.filter(is_active=True).count()):
        AreaFactory()
    plant()
    article = NewsPage.objects.live().public().first()
    return {
        "home": "/",
        "hub": "/areas/tarn-moor/",
        "index": "/news/",
        "index, filtered": "/news/?area=tarn-moor&topic=getting-about",
        "one of them": f"/news/{article.slug}/",
    }


def _fill() -> None:
    from core.areas.models import Area
    from core.pages.models import Topic
    from tests.factories.many_news import many_articles

    many_articles(ARTICLES, list(Area.objects.filter(is_active=True)), list(Topic.objects.all()))


def _queries(path: str) -> int:
    """The queries of reading `path` with small values warm."""
    from django.test import Client

    from tests.queries import count_queries

    client = Client(HTTP_HOST="localhost")
    client.get(path)
    with count_queries() as counted:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(counted)
