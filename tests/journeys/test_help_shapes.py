"""Find help in every shape: zoomed to 400 %, with forced colours, in the dark, in Arabic, and with a keyboard alone."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.pages.frame import forget
from core.search.actions import plant_words
from home.demo_languages import translate_home
from support.demo import load
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import small_site

pytestmark = pytest.mark.browser
SHAPES = {
    "zoom 400 %": ("", {"width": 320}, 256),  # 1280 × 1024 at 400 %
    "forced colours": ("", {"forced_colors": "active"}, 844),
    "dark": ("", {"color_scheme": "dark"}, 844),
    "Arabic": ("/ar", {}, 844),
}
FITS = "() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
# Axe reads the colours that we wrote, not those that the visitor's system puts in their place.
COLOURS_ARE_THE_VISITORS = {"rules": {"color-contrast": {"enabled": False}}}
# Whether what has the focus shows: drawn round, and not wholly under the bar for leaving or outside of the screen.
FOCUS_SHOWS = """() => {
  const one = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(one);
  if (outlineStyle === 'none' && boxShadow === 'none') return false;
  return [...one.getClientRects()].some((box) => [[.5, .5], [.1, .2], [.9, .2], [.1, .8]].some(([x, y]) => {
    const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return there !== null && (one.contains(there) || there.contains(one) && !there.closest('.quick'));
  }));
}"""


@pytest.fixture
def _town(site_url):
    """The demo's help in five areas, under a home page in three languages."""
    PartnershipFactory()
    for position, slug in enumerate(["marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross"]):
        AreaFactory(slug=slug, name=slug.replace("-", " ").title(), position=position)
    translate_home(small_site())
    plant_words()
    load(datetime.date.today())
    forget()


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize("shape", list(SHAPES))
def test_from_home_to_the_numbers_it_is_sound_and_never_scrolls_sideways(new_page, check_axe, shape):
    prefix, options, height = SHAPES[shape]
    page = new_page(**options)
    size = {"width": options.get("width", 390), "height": height}
    page.set_viewport_size(size)

    def look(ending):
        expect(page).to_have_url(re.compile(ending))
        if "forced_colors" in options:
            page.wait_for_load_state()
            results = Axe().run(page, options=COLOURS_ARE_THE_VISITORS)
            assert results.violations_count == 0, results.generate_report()
        else:
            check_axe(page)
        assert page.evaluate(FITS)
        page.set_viewport_size({"width": 320, "height": 256})
        assert page.evaluate(FITS)
        page.set_viewport_size(size)

    page.goto(f"{prefix}/")
    look(f"{prefix}/$")
    page.locator(f"main a[href='{prefix}/support/']").first.click()
    look("/support/$")
    page.locator(".needs a").first.click()
    look(r"/support/[a-z-]+/$")
    page.locator("main .card h3 a").first.click()
    look(r"/support/services/[a-z0-9-]+/$")
    page.goto(f"{prefix}/emergency/")
    look("/emergency/$")
    page.goto(f"{prefix}/search/?q=kinfe")
    look("kinfe")
    expect(page.locator("main a[href='tel:999']")).to_be_visible()


@pytest.mark.usefixtures("_town")
def test_a_keyboard_alone_leads_from_home_to_a_number(page):
    page.goto("/")
    follow(page, "main a[href='/support/']", "**/support/")
    follow(page, ".needs a", re.compile(r"/support/[a-z-]+/$"))
    follow(page, "main .card h3 a", "**/support/services/*/")
    tab_to(page, "main a[href^='tel:']")
    assert re.fullmatch(r"tel:\+?\d+", page.evaluate("document.activeElement.getAttribute('href')"))


@pytest.mark.usefixtures("_town")
def test_a_keyboard_alone_keeps_and_removes_the_numbers(page):
    page.goto("/emergency/")
    tab_to(page, "[data-do=keep]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=remove]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=keep]")).to_be_focused()


def tab_to(page, wanted):
    """Press Tab until what has the focus matches `wanted`; at every step the focus must show."""
    for _press in range(80):
        page.keyboard.press("Tab")
        page.wait_for_function(FOCUS_SHOWS)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"80 presses of Tab did not reach {wanted}")


def follow(page, wanted, address):
    """Tab to a link and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
