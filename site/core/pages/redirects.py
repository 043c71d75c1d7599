"""Old addresses lead to where a page lives now: always in one hop, never in circles, never to what is not public."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.pages.addresses import address_map, language_roots, path_inside, path_of

LONGEST = 255  # what the column holds
MOST_HOPS = 20
BATCH = 500
STAFF_ONLY = ("/cms/", "/desk/", "/account/", "/api/", "/static/", "/media/", "/preview/")
_log = logging.getLogger(__name__)


def old_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: where nothing is at an address, look whether a page moved away from it. One query, only then."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path.startswith(STAFF_ONLY):
            return response
        return _moved(request) or response

    return middleware


def _moved(request: HttpRequest) -> HttpResponse | None:
    redirect = find(request.get_full_path())
    target = redirect and leads_to(redirect, host=request.get_host())
    if not redirect or not target:
        return None
    answer = (HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect)(target)
    answer["Cache-Control"] = "no-cache"  # a page may move back, and a browser must not go in circles then
    return answer


def find(address: str) -> Redirect | None:
    """The redirect of `address` (a path with or without a query string): of the whole, else of the path. One query."""
    if "\x00" in address or "%00" in address:
        return None
    try:
        whole = [Redirect.normalise_path(address, decode_unicode=decode) for decode in (True, False)]
    except ValueError:  # such as a bracket that looks like a host
        return None
    wanted = list(dict.fromkeys([*whole, *(path.partition("?")[0] for path in whole)]))
    site = address_map().site
    here = Q(site=None) | Q(site_id=site.pk if site else None)
    found = Redirect.objects.filter(here, old_path__in=wanted)
    return min(found, key=lambda one: (wanted.index(one.old_path), one.site_id is None), default=None)


def leads_to(redirect: Redirect, *, host: str = "") -> str | None:
    """Where `redirect` leads in the end, through any others: a path of this site, or an address elsewhere. None where
    it goes in circles, or to a page that is not public. `host`: the name by which this site was asked."""
    seen = {redirect.old_path}
    for _hop in range(MOST_HOPS):
        if redirect.redirect_page_id:
            path = path_of(redirect.redirect_page_id)
            return path and path.rstrip("/") + (redirect.redirect_page_route_path or "/")
        inside = own_path(redirect.redirect_link, host)
        if inside is None:
            return redirect.redirect_link if urlsplit(redirect.redirect_link).scheme in ("http", "https") else None
        following = None if is_page(inside) else find(inside)
        if following is None:
            return inside
        if following.old_path in seen:
            return None
        seen.add(following.old_path)
        redirect = following
    return None


def own_path(link: str, host: str = "") -> str | None:
    """The path (with its query string) of `link` where it leads to this site; None where it leads elsewhere."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    site = address_map().site
    if parts.netloc and parts.netloc not in {host, urlsplit(site.root_url).netloc if site else ""}:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    path = "/" + parts.path.lstrip("/\\")
    return f"{path}?{parts.query}" if parts.query else path


def is_page(path: str) -> bool:
    """Whether a live page of the CMS answers at `path`."""
    bare = path.partition("?")[0].rstrip("/") + "/"
    return any(address.path == bare for address in address_map().by_path.values())


def addresses_below(page: Page) -> int:
    """How many addresses that were ever public change when `page` moves: its own and those below. One query."""
    return _once_public(page).count()


def _once_public(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=page.path, first_published_at__isnull=False)


def keep_old_addresses(page: Page, before: str, after: str) -> int:
    """Let the old addresses of `page` and all below it lead to the new ones; how many.

    `before`, `after`: Wagtail's url paths. Pages that were never public get none. Redirects that were made by
    themselves and stand where a page is now are dropped. For the transaction of the change; writes in batches.
    """
    site = Site.objects.filter(is_default_site=True).first()
    roots = language_roots(site) if site and before != after else {}
    old: dict[str, int] = {}
    new = []
    for pk, url_path in _once_public(page).values_list("pk", "url_path").iterator(chunk_size=2000):
        was = path_inside(before + url_path[len(after) :], roots)
        now = path_inside(url_path, roots)
        new += [] if now is None else [now.rstrip("/") or "/"]
        if was is None or len(was) > LONGEST:
            _log.warning("The old address of page %s cannot be kept", pk)
            continue
        old[was.rstrip("/") or "/"] = pk
    stale = [*old, *new]
    for start in range(0, len(stale), BATCH):
        Redirect.objects.filter(automatically_created=True, old_path__in=stale[start : start + BATCH]).delete()
    taken = set(new)
    made = [
        Redirect(old_path=path, site=site, redirect_page_id=pk, automatically_created=True)
        for path, pk in old.items()
        if path not in taken
    ]
    Redirect.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
    return len(made)


def page_moved(sender: object, instance: Page, url_path_before: str, url_path_after: str, **_kwargs: object) -> None:
    """Answer Wagtail's `post_page_move`."""
    keep_old_addresses(instance, url_path_before, url_path_after)
