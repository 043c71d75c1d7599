"""The numbers on a phone: kept by choice, there without internet in the person's language, and gone when removed."""

import pytest
from playwright.sync_api import Error, expect

from core.pages.frame import forget
from tests.factories.areas import PartnershipFactory

pytestmark = pytest.mark.browser
KEEP = "Keep these numbers on this phone"
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) {
    const { pathname, search } = new URL(one.url);
    found.push(pathname + search);
  }
  return found.sort();
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"
MAKE_OLD = """async (days) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const kept = await cache.match(location.pathname);
    const headers = new Headers(kept.headers);
    headers.set('x-saved', new Date(Date.now() - days * 86400000).toISOString());
    await cache.put(location.pathname, new Response(await kept.blob(), { headers }));
  }
}"""
TODAY = "(language) => new Date().toLocaleDateString(language, { dateStyle: 'long' })"


@pytest.fixture
def _partnership(site_url):
    PartnershipFactory()
    forget()


def keep(page, path="/emergency/"):
    """Open `path` and choose to keep it; wait until the page says that it is kept."""
    page.goto(path)
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()


def listed(page, path="/emergency/"):
    """The addresses that may be kept: the page, and what it loads."""
    loaded = page.evaluate(
        "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map((one) => one.href || one.src)"
    )
    return sorted([path, *(address.partition(page.url.partition(path)[0])[2] for address in loaded)])


@pytest.mark.usefixtures("_partnership")
def test_nothing_is_kept_before_it_is_chosen(page, check_axe):
    page.goto("/emergency/")
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    check_axe(page)
    assert page.evaluate(CACHED) == []
    assert page.evaluate(REGISTERED) == 0


@pytest.mark.usefixtures("_partnership")
@pytest.mark.parametrize(("path", "language"), [("/emergency/", "en-GB"), ("/ar/emergency/", "ar")])
def test_chosen_it_is_there_without_internet_and_says_since_when(page, check_axe, path, language):
    keep(page, path)
    check_axe(page)
    assert page.evaluate(CACHED) == listed(page, path)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-part=date]")).to_have_text(page.evaluate(TODAY, language))
    expect(page.locator("a[href='tel:999']").first).to_be_visible()
    assert page.locator("a[href^='sms:']").get_attribute("href") == "sms:85258?body=SHOUT"
    assert page.evaluate("getComputedStyle(document.querySelector('.exit')).position !== ''")
    assert page.evaluate("getComputedStyle(document.querySelector('.quick')).position") == "fixed"
    expect(page.locator("[data-part=old]")).to_be_hidden()
    check_axe(page)


@pytest.mark.usefixtures("_partnership")
def test_other_pages_are_not_kept(page):
    page.goto("/safety/")
    keep(page)
    page.goto("/support/")
    before = page.evaluate(CACHED)
    page.context.set_offline(True)
    for path in ("/support/", "/", "/ar/emergency/", "/search/?q=knife"):
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(path)
    page.context.set_offline(False)
    page.goto("/support/")
    assert page.evaluate(CACHED) == before


@pytest.mark.usefixtures("_partnership")
def test_after_a_month_it_says_so_louder(page):
    keep(page)
    page.evaluate(MAKE_OLD, 31)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-part=old]")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-part=old]")).to_be_hidden()


@pytest.mark.usefixtures("_partnership")
def test_removed_there_is_nothing_left(page, check_axe):
    keep(page)
    keep(page, "/ar/emergency/")
    page.goto("/emergency/")
    page.get_by_role("button", name="Remove them from this phone").click()
    expect(page.get_by_role("status").first).to_contain_text("Removed")
    expect(page.get_by_role("button", name=KEEP)).to_be_focused()
    check_axe(page)
    assert page.evaluate(CACHED) == []
    assert page.evaluate(REGISTERED) == 0
    page.context.set_offline(True)
    for path in ("/emergency/", "/ar/emergency/"):
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(path)


@pytest.mark.usefixtures("_partnership")
def test_leaving_keeps_it_and_blanks_the_screen_without_internet(page):
    keep(page)
    page.locator(".exit").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.goto("/emergency/")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-part=kept]")).to_be_visible()
    page.locator(".exit").click()
    expect(page.locator("a[href='tel:999']")).to_have_count(0)
    page.wait_for_url(lambda url: "emergency" not in url)


@pytest.mark.usefixtures("_partnership")
def test_the_server_can_call_the_worker_back(page, settings):
    keep(page)
    settings.KEEP_NUMBERS = False
    from core.pages.cache import forget as forget_pages

    forget_pages()
    page.reload()
    page.wait_for_function(f"async () => await ({REGISTERED})() === 0 && (await ({CACHED})()).length === 0")
    expect(page.get_by_role("button", name=KEEP)).to_be_hidden()


@pytest.mark.usefixtures("_partnership")
def test_without_scripts_it_is_simply_a_page(noscript_page, check_axe):
    noscript_page.goto("/emergency/")
    expect(noscript_page.get_by_text("This browser cannot keep this page")).to_be_visible()
    expect(noscript_page.get_by_role("button", name=KEEP)).to_be_hidden()
    check_axe(noscript_page)
