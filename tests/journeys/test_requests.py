"""Until a public page is there: at most four requests, with scripts and a partnership's own colours."""

import pytest
from django.core.management import call_command

from core.areas.models import Partnership
from core.pages.cache import forget
from tests.bench.__main__ import public_templates

pytestmark = pytest.mark.browser
MOST = 4


def test_every_public_page_is_there_after_four_requests(site_url, page):
    call_command("demo", verbosity=0)
    partnership = Partnership.load()
    partnership.brand = {"brand": "#5b2a86"}
    partnership.save()
    forget()
    too_many = {}
    for name, path, _queries in public_templates():
        reader = page.context.browser.new_context(base_url=site_url)
        seen = []
        tab = reader.new_page()
        tab.on("request", lambda request, seen=seen: seen.append(request.url))
        tab.on("load", lambda _page, seen=seen: seen.append("loaded"))
        tab.goto(path)
        asked = seen[: seen.index("loaded")] if "loaded" in seen else seen
        if len(asked) > MOST:
            too_many[name] = asked
        assert any("/brand.css" in address for address in asked), name
        assert any("/frame.js" in address for address in asked), name
        reader.close()
    assert too_many == {}
