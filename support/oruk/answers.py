"""How the API answers: JSON and nothing else, readable from any site, with a strong entity tag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from core.pages import cache
from support.oruk.questions import BadQuestion

STUB = "/api/oruk"
METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def is_api(request: HttpRequest) -> bool:
    """Whether the request is for the API, so that even its errors must be JSON."""
    return request.path == STUB or request.path.startswith(f"{STUB}/")


def written(record: Any) -> bytes:
    """A record as the bytes that leave."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def answer(request: HttpRequest, record: Any) -> HttpResponse:
    """`record` as JSON with its strong entity tag; 304 where the caller holds it already."""
    body = written(record)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponse(body, content_type="application/json", headers={**CORS, "ETag": etag})
    response["Cache-Control"] = "no-cache"
    known = get_conditional_response(request, etag=etag, response=response) or response
    for name, value in CORS.items():
        known[name] = value
    return known


def lines(records: Iterable[Any]) -> StreamingHttpResponse:
    """`records` as newline-delimited JSON, sent while they are read."""
    parts = (written(record) + b"\n" for record in records)
    return StreamingHttpResponse(parts, content_type="application/x-ndjson", headers=CORS)


def problem(status: int, detail: str) -> HttpResponse:
    """A problem in JSON (RFC 9457): what is wrong, in one plain sentence that repeats nothing of what was sent."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    response = HttpResponse(written(body), status=status, content_type="application/problem+json", headers=CORS)
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = METHODS
    return response


def open_data(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator of every view of the API: reading only, errors in JSON, OPTIONS answered, never counted as a page."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={**CORS, **PREFLIGHT})
        if request.method not in ("GET", "HEAD"):
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, "This data can only be read.")
        cache.never_count(request)
        try:
            return view(request, **kwargs)
        except BadQuestion as bad:
            return problem(HTTPStatus.BAD_REQUEST, str(bad))
        except Http404 as gone:
            return problem(HTTPStatus.NOT_FOUND, str(gone) or "There is nothing here.")

    return answered
