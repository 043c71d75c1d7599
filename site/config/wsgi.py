"""HTTP: Django behind the page cache."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from config.checks import refuse_demo_accounts
from core.pages.cache import PageCache

CHARSET = re.compile(r";\s*charset\s*\*?\s*=[^;]*", re.IGNORECASE)


def in_utf8(answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The WSGI application `answer`, reading every request as UTF-8, which is what browsers send from our pages.

    Django believes any `charset` of a Content-Type, and some (base64, undefined) break it before its first middleware.
    """

    def plain(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return answer(environ, start_response)

    return plain


refuse_demo_accounts()
application = in_utf8(PageCache(django_application))
