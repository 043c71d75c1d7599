"""Files to download, at one address each: `/documents/<id>/<name>`, whatever the name was when the link was made."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from core.pages.media.access import is_public, may_read, with_access
from core.pages.media.models import SiteDocument
from core.pages.media.ranges import PLAYED, part_of

LONGEST_ID = 18  # digits that every database can compare
# A file never runs as a page of this site, whatever is in it: it is saved, and is its own empty world if it is opened.
POLICY = "default-src 'none'; sandbox"


@require_safe
def document(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """The file `number`; a redirect where `name` is not its name now. Raises Http404, alike for files that do not
    exist and for those that this person may not have, before anything else is looked at."""
    found = with_access().filter(pk=int(number)).first() if len(number) <= LONGEST_ID else None
    if found is None:
        raise Http404
    public = is_public(found)
    # Who sends no session cookie is nobody: their answer never reads who is signed in.
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not public and not (signed_in and may_read(found, request)):
        raise Http404
    if found.is_closed:
        public = False
        for hook in hooks.get_hooks("before_serve_document"):
            answer = hook(found, request)
            if isinstance(answer, HttpResponse):
                answer["Cache-Control"] = "private, no-store"
                return answer
    response = HttpResponseRedirect(found.url) if name != found.filename else _file(request, found)
    response["Cache-Control"] = "no-cache" if public else "private, no-store"
    return response


def _file(request: HttpRequest, found: SiteDocument) -> HttpResponseBase:
    """The file to save, or that the browser has it already. Raises Http404 where the file itself is gone."""
    etag = quote_etag(found.file_hash) if found.file_hash else None
    known = get_conditional_response(request, etag=etag)
    if known is not None and known.status_code == HTTPStatus.NOT_MODIFIED:
        return known
    try:
        file = found.file.open("rb")
    except OSError as problem:
        raise Http404 from problem
    parts = found.content_type.startswith(PLAYED)
    if request.method == "HEAD":
        size = file.size
        file.close()
        response: HttpResponseBase = HttpResponse(content_type=found.content_type)
        response["Content-Length"] = str(size)
        response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    elif parts and (part := part_of(file, file.size, _asked(request, etag), found.content_type)):
        response = part
    else:
        document_served.send(sender=SiteDocument, instance=found, request=request)
        response = FileResponse(file, as_attachment=True, filename=found.filename, content_type=found.content_type)
    if parts:
        response["Accept-Ranges"] = "bytes"
    if etag:
        response["ETag"] = etag
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: HttpRequest, etag: str | None) -> str:
    """The part that is asked for; "" where it was asked of an older file (RFC 9110, 13.1.5)."""
    return request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
