"""Finding a Chromium, and watching what a page must never do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response, Route

from tests.waiting import PATIENCE_SECONDS

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The Chromium on this machine: $CHROMIUM, else the usual names; None where there is none."""
    names = [os.environ.get("CHROMIUM"), "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


class Watch:
    """Records what pages of one context did wrong: another host asked, a policy broken, a script error, an answer 5xx.

    Going to another host as a whole page (a link out, the exit) is allowed and answered with an empty page, so no test
    needs the network.
    """

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.problems: list[str] = []
        self._host = urlsplit(site).netloc
        context.route(lambda url: self._is_elsewhere(url), self._elsewhere)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("response", self._response)

    def _is_elsewhere(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host

    def _elsewhere(self, route: Route, request: Request) -> None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Elsewhere</title>")
        else:
            self.problems.append(f"asked another host: {request.url}")
            route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"policy broken: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 and not self._is_elsewhere(response.url):
            self.problems.append(f"answer {response.status}: {response.url}")


def until(page: Page, done: Callable[[], object], what: str) -> None:
    """Let the browser work until `done()` is true. Raises AssertionError, saying that `what` never came."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < end, f"{what} never came"
        page.wait_for_timeout(50)


def close_quietly(context: BrowserContext) -> None:
    """Close a context that a test may already have closed."""
    try:
        context.close()
    except Error:
        return
