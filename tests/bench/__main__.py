"""`make bench`: the budgets of DESIGN §5 as lines, each a count, a number of bytes or a ratio within this one run.

Loads the demo into a scratch folder, counts queries and bytes of each public template, then serves Sayso, a bare
Django view ("hello") and a bare WSGI function on granian, one worker each, and compares CPU per request.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.public import form_pages, prepare, public_templates

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
LARGEST_PAGE = 14_000
NOT_KEPT_RATIO, KEPT_RATIO = 25.0, 0.5


def main() -> int:
    """Run every line; 0 when each budget is kept, 1 when one is not."""
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        os.environ.update(SAYSO_DATA=folder, DATABASE_URL="", REDIS_URL="", SECRET_KEY="bench", DEMO="1")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        import django

        django.setup()
        from django.core.management import call_command

        for command in ("migrate", "collectstatic"):
            call_command(command, verbosity=0, interactive=False)
        prepare()
        lines = [*templates(), *servers(Path(folder))]
    width = max(len(name) for name, *_rest in lines)
    for name, said, kept in lines:
        print(f"{'ok  ' if kept else 'OVER'} {name:<{width}}  {said}")  # noqa: T201
    return 0 if all(kept for *_rest, kept in lines) else 1


def templates() -> list[tuple[str, str, bool]]:
    """Bytes (HTML and CSS, brotli) and queries of each public template, small cached values warm."""
    import brotli
    from django.conf import settings
    from django.test import Client

    from core.pages.cache import BROTLI_QUALITY
    from tests.queries import count_queries

    css = sum(
        len(brotli.compress(path.read_bytes(), quality=11))
        for path in (Path(settings.STATIC_ROOT) / "ui" / "css").glob("sayso.????????????.css")
    )
    lines = [("style sheet", f"{css:,} bytes", css < LARGEST_PAGE)]
    for name, path, most in public_templates():
        client = Client(HTTP_HOST="localhost")
        client.get(path)
        with count_queries() as counted:
            answer = client.get(path)
        size = len(brotli.compress(answer.content, quality=BROTLI_QUALITY)) + css
        kept = answer.status_code == 200 and len(counted) <= most and size <= LARGEST_PAGE and not answer.cookies
        lines.append((name, f"{len(counted)} of {most} queries, {size:,} of {LARGEST_PAGE:,} bytes", kept))
    return lines


def servers(folder: Path) -> list[tuple[str, str, bool]]:
    """CPU per request of kept and not kept pages, as ratios of hello and of bare WSGI in this run."""
    from core.people.models import User
    from tests.bench import answers, articles, large, lighthouse, submits, typed
    from tests.bench.load import cost, granian

    plain = {"Accept-Encoding": "br"}
    with granian("tests.bench.hello:bare", {}) as (pid, port):
        bare = cost(pid, port, "/", headers=plain, seconds=SECONDS)
    with granian("tests.bench.hello_django:application", {}) as (pid, port):
        hello = cost(pid, port, "/", headers=plain, seconds=SECONDS)
    lines = [
        ("bare WSGI", f"{bare.cpu_us:.0f} µs", True),
        ("hello", f"{hello.cpu_us:.0f} µs, {hello.cpu_us / bare.cpu_us:.1f} × bare", True),
    ]
    with granian("config.wsgi:application", {"SAYSO_DATA": str(folder)}) as (pid, port):
        for name, path, _most in public_templates():
            if name not in ("home", "finder", "news index", "article"):
                continue
            kept = cost(pid, port, path, headers=plain, seconds=SECONDS)
            speed = bare.cpu_us / kept.cpu_us
            lines.append((f"{name}, kept", f"{kept.cpu_us:.0f} µs, {speed:.2f} × bare's speed", speed >= KEPT_RATIO))
            fresh = cost(pid, port, path, headers=plain | {"Cookie": "not=kept"}, seconds=SECONDS)
            ratio = fresh.cpu_us / hello.cpu_us
            said = f"{fresh.cpu_us / 1000:.2f} ms, {ratio:.1f} × hello"
            lines.append((f"{name}, not kept", said, ratio <= NOT_KEPT_RATIO))
        lines += typed.lines(pid, port, hello.cpu_us, NOT_KEPT_RATIO, SECONDS, "")
    lines += answers.lines(folder)
    lines += submits.lines()
    lines += articles.lines(folder, hello.cpu_us, NOT_KEPT_RATIO, SECONDS)
    lines += large.lines(folder, hello.cpu_us, NOT_KEPT_RATIO, SECONDS)
    if os.environ.get("BENCH_LIGHTHOUSE", "1") == "1":
        # A demonstration asks robots to stay away, which Lighthouse would count against it.
        User.objects.filter(is_demo=True).update(is_demo=False)
        with granian("config.wsgi:application", {"SAYSO_DATA": str(folder), "DEMO": "0"}) as (_pid, port):
            pages = [*[(name, path) for name, path, _most in public_templates()], *form_pages()]
            lines += lighthouse.lines(folder, port, pages)
    return lines


if __name__ == "__main__":
    sys.exit(main())
