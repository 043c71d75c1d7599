"""What a public page asks for until it is there: at most four requests, with scripts, own colours and a picture."""

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
        pictures = [address for address in asked if "/media/" in address]
        asked = [address for address in asked if address not in pictures[1:]]  # a list shows one picture a card
        if len(asked) > MOST:
            too_many[name] = asked
        assert any("/brand/" in address for address in asked), name
        assert any("/frame.js" in address for address in asked), name
        reader.close()
    assert too_many == {}
