"""A comms officer moves in from WordPress: uploads an export, sees what would happen, makes the drafts, opens one."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from home.workflows import set_up
from news.models import NewsPage
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import editor, planted
from tests.factories.wordpress import item, wxr, zipped

pytestmark = pytest.mark.browser
CONTENT = """<h2>Why</h2><p>You asked for light.</p><img src="/wp-content/uploads/a.jpg" alt="IMG_1">
<iframe src="https://video.example.org/x"></iframe>"""


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "#52c8b4").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def site():
    PartnershipFactory()
    AreaFactory(slug="here", name="Here")
    planted()
    set_up()


@pytest.mark.parametrize("width", [390, 1280])
def test_from_an_export_to_drafts(site_url, new_page, sign_in, check_axe, run_background, site, width):
    page: Page = new_page(width=width)
    sign_in(page, editor())
    page.goto("/cms/moving-in/")
    check_axe(page)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Choose the .xml file that WordPress made.")).to_be_visible()
    check_axe(page)

    export = wxr(item(1, title="Six new lights", content=CONTENT, terms=[("category", "Lighting")]),
                 item(2, title="Not for all", status="private"))  # fmt: skip
    page.get_by_label("Export", exact=False).set_input_files(
        {"name": "old.xml", "mimeType": "text/xml", "buffer": export}
    )
    page.get_by_label("Pictures and files", exact=True).set_input_files(
        {"name": "uploads.zip", "mimeType": "application/zip", "buffer": zipped({"uploads/a.jpg": picture()})}
    )
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("posts read so far")).to_be_visible()
    check_axe(page)
    run_background()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(page.get_by_text("Could not be taken: iframe")).to_be_visible()
    expect(page.get_by_text("It was private on the old site")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check_axe(page)
    assert not NewsPage.objects.exists()

    page.get_by_label("Lighting").select_option(label="Leave it out")
    page.get_by_role("button", name="Make these drafts").click()
    run_background()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Nothing is public yet.")).to_be_visible()
    check_axe(page)
    assert page.goto("/news/post-1/").status == 404
    page.go_back()
    page.get_by_role("link", name="See the drafts").click()
    expect(page.get_by_role("link", name="Six new lights").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Six new lights").click()
    expect(page.get_by_label("What the picture shows").or_(page.get_by_text("Why")).first).to_be_visible()
    draft = NewsPage.objects.get()
    assert not draft.live
    assert [block["type"] for block in draft.body.raw_data] == ["heading", "paragraph", "image"]
