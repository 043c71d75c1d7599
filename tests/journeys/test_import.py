"""Taking services in: a file, a look at what would happen, and drafts; without scripts too."""

import pytest
from playwright.sync_api import expect

from home.workflows import set_up
from support.models import Service
from tests.factories.pages import editor, small_site
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.browser
FILE = """name,organisation,summary,who_is_told,hours,age_min
Harbour talk,Bay Trust,Somebody to talk to.,Nobody.,Mon-Fri 09:00-17:00,{age}
"""


def upload(page, text):
    page.goto("/cms/support/import/")
    file = {"name": "services.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()


def test_an_editor_puts_a_file_right_and_takes_it_in_as_a_draft(site_url, wide_page, sign_in, check_axe):
    small_site()
    set_up()
    ServiceFactory(name="The Landing")
    page = wide_page
    sign_in(page, editor())
    upload(page, FILE.format(age="eleven"))
    expect(page.get_by_text("age_min: must be a whole number of years.")).to_be_visible()
    expect(page.get_by_role("button", name="Make these drafts")).to_have_count(0)
    upload(page, FILE.format(age="11"))
    expect(page.get_by_role("row", name="2 Harbour talk New")).to_be_visible()
    check_axe(page)
    assert not Service.objects.filter(name="Harbour talk").exists()
    page.get_by_role("button", name="Make these drafts").click()
    expect(page.get_by_text("1 service is a draft now.")).to_be_visible()
    expect(page.get_by_role("link", name="Harbour talk").first).to_be_visible()
    assert not Service.objects.get(name="Harbour talk").live
    page.goto(Service.objects.get(name="Harbour talk").get_absolute_url())
    expect(page.get_by_role("heading", name="Harbour talk")).to_have_count(0)
