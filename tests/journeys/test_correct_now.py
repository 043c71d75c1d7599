"""An editor corrects a number now, readers see it at once, and an approver is asked to look."""

import pytest
from playwright.sync_api import expect

from core.people.enums import Role
from home.workflows import set_up
from support.models import UrgentChange
from tests.factories.pages import editor, small_site
from tests.factories.people import StaffFactory
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.browser


def test_a_wrong_number_is_right_at_once_and_looked_at_afterwards(site_url, wide_page, page, new_page, sign_in):
    small_site()
    set_up()
    service = ServiceFactory(name="The Landing", number="01632 960001")
    public = service.get_absolute_url()
    page.goto(public)
    expect(page.get_by_role("link", name="01632 960001")).to_be_visible()

    sign_in(wide_page, editor())
    wide_page.goto(f"/cms/help/service/{service.pk}/correct/")
    wide_page.get_by_text("Call 01632 960001").click()
    wide_page.locator("[name=contact_points-0-value]").fill("01632 960002")
    wide_page.get_by_label("Why now?").fill("The old number rings out.")
    wide_page.get_by_role("button", name="Correct now").click()
    expect(wide_page.get_by_text("Readers see it now")).to_be_visible()

    page.goto(public)
    expect(page.get_by_role("link", name="01632 960002")).to_be_visible()
    expect(page.get_by_role("link", name="01632 960001")).to_have_count(0)

    desk = new_page(width=1280)
    sign_in(desk, StaffFactory(role=Role.SAFEGUARDING_APPROVER))
    desk.goto("/cms/reports/help-due/?show=urgent")
    expect(desk.get_by_text("The old number rings out.")).to_be_visible()
    desk.get_by_role("button", name="I have looked at it").click()
    expect(desk.get_by_text("you have looked at it")).to_be_visible()
    assert UrgentChange.objects.get().looked_at is not None
