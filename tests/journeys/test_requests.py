"""Until a public page is there: at most four requests beside its pictures, with scripts and colours of its own."""

import pytest

from core.areas.models import Partnership
from core.pages.cache import forget
from tests.bench.public import prepare, public_templates

pytestmark = pytest.mark.browser
MOST = 4
# A page that a phone keeps has a style and a script of its own, with the colours beside; paper has lines to write on.
KEPT, PRINTED = "numbers for now", "printed form"
# By the browser's own clock: what it asked for before the page was whole.
ASKED = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const parts = performance.getEntriesByType('resource').filter((one) => one.startTime < page.loadEventStart);
  return [page, ...parts].filter((one) => one.initiatorType !== 'img').map((one) => new URL(one.name).pathname);
}"""


def test_every_public_page_is_there_after_four_requests(site_url, page):
    prepare()
    partnership = Partnership.load()
    partnership.brand = {"brand": "#5b2a86"}
    partnership.save()
    forget()
    asked = {}
    for name, path, _queries in public_templates():
        page.goto(path)
        asked[name] = page.evaluate(ASKED)
    assert all("/static/ui/js/frame.js" in addresses for addresses in asked.values()), asked
    styles = {name: sum(".css" in address for address in addresses) for name, addresses in asked.items()}
    assert styles == {name: 1 + (name in (KEPT, PRINTED)) for name in asked}
    assert {name: addresses for name, addresses in asked.items() if len(addresses) > MOST + (name == KEPT)} == {}
