"""What visitors type: the finder and search asked for ever different words, as CPU per request."""

from __future__ import annotations

from urllib.parse import urlencode

from django.test import Client

TEXTS = 200
PAGES = {"finder, typed words": "/support/", "search, typed words": "/search/"}


def texts() -> list[str]:
    """TEXTS different texts: words that stand somewhere, slips of the finger, several words, and words of nothing."""
    from core.search.models import IndexedWord, KnownWord

    standing = IndexedWord.objects.values("stem")
    words = list(KnownWord.objects.filter(stem__in=standing, word__regex=r"^[a-z]{5,}$").order_by("word", "pk"))
    step = max(len(words) // TEXTS, 1)
    chosen = [word.word for word in words[::step]][:TEXTS]
    return [_text(chosen, number) for number in range(len(chosen))]


def _text(words: list[str], number: int) -> str:
    word, second, third = (words[(number + further) % len(words)] for further in (0, 7, 31))
    return [
        word,
        word[:2] + word[3] + word[2] + word[4:],
        f"{word} {second}",
        f"i am {second} {word[:3] + word[4:]} and {third}?",
        word[::-1] + "zq",
    ][number % 5]


def lines(pid: int, port: int, hello_us: float, most: float, seconds: float, where: str) -> list[tuple[str, str, bool]]:
    """A line for each of PAGES, of the server `pid`; `where` says what stands in its database."""
    from tests.bench.load import cost
    from tests.queries import count_queries

    found, asked = [], texts()
    for name, page in PAGES.items():
        paths = [f"{page}?{urlencode({'q': text})}" for text in asked]
        client = Client(HTTP_HOST="localhost")
        for path in paths:
            client.get(path)
        with count_queries() as counted:
            client.get(paths[0])
        took = cost(pid, port, *paths, headers={"Accept-Encoding": "br", "Cookie": "not=kept"}, seconds=seconds)
        ratio = took.cpu_us / hello_us
        said = f"{len(counted)} queries, {took.cpu_us / 1000:.2f} ms, {ratio:.1f} × hello"
        found.append((f"{name}{where}", said, ratio <= most))
    return found
