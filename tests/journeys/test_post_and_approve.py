"""A member posts, a moderator approves in another browser, and readers see it arrive; a guest reports a post; a writer
whose post was not shown reads why."""

import pytest
from playwright.sync_api import expect

from community.discussion.models import Post
from community.moderation.models import Case
from tests.factories.areas import PartnershipFactory
from tests.factories.community import BoardFactory, make_topic
from tests.factories.people import MemberFactory, StaffFactory

WORDS = "A screen at the stop would help a lot."


@pytest.fixture
def talk(site_url):
    PartnershipFactory()
    post = make_topic(board=BoardFactory(name="Tarn Moor", slug="tarn-moor"), title="Is the late bus working?")
    return f"/community/tarn-moor/{post.thread_id}-{post.thread.slug}/"


def write(page, talk, words=WORDS):
    page.goto(talk)
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.get_by_role("button", name="Send for checking").click()
    expect(page.get_by_role("heading", name="Thank you. A person will read it")).to_be_visible()


def decide(page, button, check_axe, reason=""):
    page.goto("/desk/")
    check_axe(page)
    page.get_by_role("link", name="A screen at the stop").click()
    expect(page.get_by_role("button", name=button)).to_be_visible()
    check_axe(page)
    if reason:
        page.get_by_label(reason).check()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="Moderation desk")).to_be_visible()
    expect(page.get_by_role("link", name="A screen at the stop")).to_have_count(0)


@pytest.mark.browser
def test_a_post_arrives_live_when_a_moderator_approves_it(talk, page, other_page, new_page, sign_in, check_axe):
    member, desk = MemberFactory(profile__display_name="Juniper"), new_page(width=1280)
    other_page.goto(talk)
    check_axe(other_page)
    sign_in(page, member)
    write(page, talk)
    check_axe(page)
    page.goto(talk)
    expect(page.get_by_text("Being checked")).to_be_visible()
    check_axe(page)
    expect(other_page.get_by_text(WORDS)).to_have_count(0)
    sign_in(desk, StaffFactory())
    decide(desk, "Show it", check_axe)
    # The reader is told, and nothing moves until they ask; the writer's own post changes where it stands.
    other_page.get_by_role("button", name="1 new reply – show").click()
    expect(other_page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("Being checked")).to_have_count(0)
    expect(page.get_by_text(WORDS)).to_have_count(1)
    check_axe(other_page)


@pytest.mark.browser
def test_the_same_without_scripts_after_a_refresh(talk, noscript_page, new_page, sign_in, check_axe):
    reader, desk = new_page(java_script_enabled=False), new_page(java_script_enabled=False)
    reader.goto(talk)
    sign_in(noscript_page, MemberFactory())
    write(noscript_page, talk)
    check_axe(noscript_page)
    sign_in(desk, StaffFactory())
    decide(desk, "Show it", check_axe)
    reader.reload()
    expect(reader.get_by_text(WORDS)).to_be_visible()


@pytest.mark.browser
def test_a_writer_reads_why_a_post_was_not_shown(talk, page, new_page, sign_in, check_axe):
    desk = new_page(width=1280)
    sign_in(page, MemberFactory())
    write(page, talk)
    sign_in(desk, StaffFactory())
    decide(desk, "Do not show", check_axe, reason="Names a person or place")
    page.goto("/community/yours/")
    check_axe(page)
    page.get_by_role("link", name="A screen at the stop").click()
    expect(page.get_by_role("heading", name="We could not show your post")).to_be_visible()
    expect(page.get_by_text("names a person or says where someone is")).to_be_visible()
    check_axe(page)


@pytest.mark.browser
@pytest.mark.parametrize("which", ["page", "noscript_page"])
def test_a_guest_reports_a_post_and_gets_a_receipt(talk, which, request, check_axe):
    guest = request.getfixturevalue(which)
    guest.goto(talk)
    guest.locator("summary", has_text="Report").first.click()
    guest.get_by_label("It is unkind or hateful").check()
    check_axe(guest)
    guest.get_by_role("button", name="Send report").click()
    expect(guest.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    check_axe(guest)
    assert Case.objects.get(state="open").flag_count == 1
    assert Post.objects.get().visibility == "visible"
    assert guest.context.cookies() == []


@pytest.mark.browser
def test_personal_data_is_asked_about_before_anything_is_sent(talk, page, sign_in, check_axe):
    sign_in(page, MemberFactory())
    page.goto(talk)
    page.get_by_role("textbox", name="Your reply").fill("Text me on 07700 900123 about it")
    page.get_by_role("button", name="Send for checking").click()
    expect(page.get_by_role("heading", name="One thing before you send")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Take it out and send").click()
    expect(page.get_by_role("heading", name="Thank you. A person will read it")).to_be_visible()
    expect(page.get_by_text("07700")).to_have_count(0)
