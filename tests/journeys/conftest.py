"""Journeys in a real Chromium over the real serving stack.

`site_url` address of the live site; `page` 390 px; `noscript_page` the same without JavaScript; `wide_page` 1280 px;
`other_page` a second person's browser; `check_axe(page)`; `sign_in(page, user)`; `run_background()` does what is due.
A page that asks another host, breaks the Content-Security-Policy, throws or meets a 5xx fails its journey when it ends;
a journey that means to do one of these takes it out of `watch_of(page).problems`.
"""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from core.due.loop import run_everything_once
from core.people.models import User
from tests.browser import FLAGS, Watch, close_quietly, find_chromium
from tests.serving import LiveSite

PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
_watches: dict[BrowserContext, Watch] = {}
_without_scripts: weakref.WeakSet[Page] = weakref.WeakSet()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: Playwright leaves an event loop in the main thread, which other tests could trip over.

    A journey that failed runs once more, and the report at the end names it; no other test is ever run again.
    """
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: "journeys" in item.path.parts)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Without one: skipped, or an error where REQUIRE_BROWSER=1."""
    chromium = find_chromium()
    if chromium is None:
        sentence = "No Chromium was found, so the browser journeys did not run; install one or set CHROMIUM to it."
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    # Playwright's event loop lives in this thread; the test's queries here are plain synchronous calls all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def _live_site(django_db_setup: None) -> Iterator[LiveSite]:
    site = LiveSite()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def site_url(
    django_db_serialized_rollback: None, transactional_db: None, _live_site: LiveSite, browser: Browser
) -> Iterator[str]:
    """The address of the live site, such as http://localhost:40123, over this test's own (committing) database."""
    yield _live_site.url
    _live_site.wait_until_idle()


@pytest.fixture
def new_page(browser: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """Make a page in a browser of its own: `new_page(width=390, **context_options)`."""
    contexts = []

    def make(*, width: int = 390, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site_url,
            viewport={"width": width, "height": 844},
            locale="en-GB",
            reduced_motion="reduce",  # nothing half faded in when axe looks
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        _watches[context] = Watch(context, site_url)
        page = context.new_page()
        if options.get("java_script_enabled") is False:
            _without_scripts.add(page)
        return page

    yield make
    problems = []
    for context in contexts:
        close_quietly(context)
        problems += _watches.pop(context).problems
    assert not problems, "The pages did what no page may:\n" + "\n".join(problems)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A phone, 390 px wide, with scripts."""
    return new_page()


@pytest.fixture
def noscript_page(new_page: Callable[..., Page]) -> Page:
    """A phone, 390 px wide, without JavaScript."""
    return new_page(java_script_enabled=False)


@pytest.fixture
def wide_page(new_page: Callable[..., Page]) -> Page:
    """A desk, 1280 px wide, with scripts."""
    return new_page(width=1280)


@pytest.fixture
def other_page(new_page: Callable[..., Page]) -> Page:
    """A second person's phone, with cookies of its own."""
    return new_page()


@pytest.fixture
def watch_of() -> Callable[[Page], Watch]:
    """The Watch of a page, for journeys that expect a problem."""
    return lambda page: _watches[page.context]


@pytest.fixture
def sign_in(site_url: str) -> Callable[[Page, User], None]:
    """`sign_in(page, user)`: a real session cookie, as after signing in, without walking through the form."""

    def sign(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site_url, "httpOnly": True}])

    return sign


@pytest.fixture
def check_axe(browser: Browser) -> Callable[[Page], None]:
    """`check_axe(page)`: zero axe violations on what the page shows now. Works on pages without JavaScript too."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click waits for the answer to begin, not for the whole page
        results = _axe_on_copy(browser, page) if page in _without_scripts else _axe(page)
        assert results.violations_count == 0, results.generate_report()

    return check


def _axe(page: Page) -> Any:
    """What axe finds; asked again where the page went on to the next while axe was looking."""
    for _time in range(3):
        try:
            return Axe().run(page)
        except Error as problem:
            if "context was destroyed" not in problem.message:
                raise
            page.wait_for_load_state()
    return Axe().run(page)


def _axe_on_copy(browser: Browser, page: Page) -> Any:
    """Axe is a script: where scripts are off it reads a copy of the page, with what `<noscript>` showed in view."""
    shown = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.S)
    shown = re.sub(r"<(/?)noscript\b", r"<\1div", shown)
    context = browser.new_context(viewport=page.viewport_size, storage_state=page.context.storage_state())
    copy = context.new_page()
    copy.route(page.url, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=shown))
    copy.goto(page.url)
    results = Axe().run(copy)
    context.close()
    return results


@pytest.fixture
def run_background(transactional_db: None) -> Callable[[], None]:
    """`run_background()`: do every waiting background task and every due job once, as the worker would."""
    return run_everything_once
