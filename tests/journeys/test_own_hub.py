"""An area editor builds a project under their own hub; the doors of another hub stay shut."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from home.models import AreaHubPage
from home.partnership.models import ProjectPage
from tests.browser import until
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import approver, planted_with_workflow
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def hubs(site_url):
    PartnershipFactory()
    here = AreaFactory(slug="here", name="Here")
    AreaFactory(slug="there", name="There")
    planted_with_workflow()
    return here, {hub.slug: hub for hub in AreaHubPage.objects.all()}


def test_an_area_editor_builds_a_project_in_their_own_hub_only(hubs, wide_page, new_page, sign_in, check_axe):
    here, by_slug = hubs
    page = wide_page
    sign_in(page, StaffFactory(role=Role.EDITOR, area=here))
    page.goto(f"/cms/pages/add/partnership/projectpage/{by_slug['here'].pk}/")
    page.get_by_role("textbox", name="Title").first.press_sequentially("Open gym", delay=50)
    page.locator("[name=summary]").fill("Somewhere to go on Fridays.")
    page.locator("[name=aim]").fill("A warm place on the night when clubs are shut.")
    page.locator("[name=money]").fill("£4,850.50")
    page.locator("[name=money_source]").fill("The council, 2026")
    page.get_by_role("button", name="Submit to A second person approves").click()
    expect(page.get_by_text("created and submitted for moderation")).to_be_visible()
    project = ProjectPage.objects.get(title="Open gym")
    assert (project.money, project.live) == (485050, False)

    other = by_slug["there"].pk
    for address in (f"/cms/pages/add/partnership/projectpage/{other}/", f"/cms/pages/{other}/edit/"):
        page.goto(address)
        expect(page.locator("[name=title]")).to_have_count(0)

    desk = new_page(width=1280)
    sign_in(desk, approver())
    desk.goto(f"/cms/pages/{project.pk}/edit/")
    desk.get_by_role("button", name="Approve and Publish", exact=True).click()
    until(desk, lambda: ProjectPage.objects.get(pk=project.pk).live, "the project")

    reader = new_page(width=390)
    reader.goto("/areas/here/")
    reader.get_by_role("link", name="Open gym").click()
    expect(reader.get_by_text("£4,850.50")).to_be_visible()
    check_axe(reader)
    reader.goto("/areas/there/")
    expect(reader.get_by_role("link", name="Open gym")).to_have_count(0)
