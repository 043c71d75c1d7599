"""Doors for staff: one way in, and a second factor before /cms/ and /desk/."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from core.people import actions
from core.people.enums import Role
from core.people.gates import needs_factor, require_factor
from core.people.session_store import SessionStore
from tests.factories.people import PASSWORD, MemberFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-step/"


@pytest.mark.parametrize("door", ["/cms/", "/desk/"])
def test_staff_without_a_factor_reach_only_the_set_up_page(client, door):
    client.force_login(StaffFactory(role=Role.EDITOR, factor=False))
    assert client.get(door)["Location"] == SET_UP
    assert client.post(door + "anything/")["Location"] == SET_UP
    assert b"One more step for staff" in client.get(SET_UP).content


def test_staff_with_a_factor_and_the_right_role_open_the_cms(client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get("/cms/").status_code == 200


def test_a_moderator_has_no_cms(client):
    client.force_login(StaffFactory(role=Role.MODERATOR))
    assert client.get("/cms/").status_code == 302


def test_a_superuser_without_a_factor_is_led_to_the_set_up_page_too(client):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get("/cms/")["Location"] == SET_UP


def test_guests_and_members_do_not_get_into_the_cms(client):
    assert client.get("/cms/").status_code == 302
    client.force_login(MemberFactory())
    assert client.get("/cms/").status_code == 302


def guarded(user):
    request = RequestFactory().get("/desk/x/")
    request.user = user
    return require_factor(lambda request: HttpResponse("inside"))(request)


def test_require_factor_knows_guest_member_and_staff():
    assert guarded(AnonymousUser())["Location"].startswith("/account/login/")
    with pytest.raises(Http404):
        guarded(MemberFactory())
    assert guarded(StaffFactory(factor=False))["Location"] == SET_UP
    assert guarded(StaffFactory()).content == b"inside"


def test_only_demo_people_in_a_demo_may_do_without(settings):
    demo, real = StaffFactory(factor=False, is_demo=True), StaffFactory(factor=False)
    settings.DEMO = False
    assert (needs_factor(demo), needs_factor(real)) == (True, True)
    settings.DEMO = True
    assert (needs_factor(demo), needs_factor(real)) == (False, True)


@pytest.mark.parametrize("address", ["/cms/login/", "/cms/login", "/cms/_util/login/", "/_util/login/"])
def test_wagtails_own_sign_in_pages_let_nobody_in_even_with_the_right_password(client, address):
    staff = StaffFactory(role=Role.EDITOR)
    response = client.post(address, {"username": staff.username, "password": PASSWORD, "login": staff.username})
    assert response.status_code in (302, 303)
    assert response["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address", ["/cms/password_reset/", "/cms/password_reset/done/", "/cms/password_reset/confirm/MQ/x-y/"]
)
def test_wagtails_own_reset_pages_lead_to_ours(client, address):
    response = client.post(address, {"email": "x@example.org"})
    assert (response.status_code, response["Location"]) == (303, "/account/password/reset/")


def test_signing_out_of_the_cms_signs_out_here(client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get("/cms/logout/")["Location"] == "/account/logout/"
    assert client.post("/cms/logout/")["Location"] == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_a_password_alone_does_not_sign_staff_with_a_factor_in(client):
    staff = StaffFactory(role=Role.EDITOR)
    response = client.post("/account/login/", {"login": staff.username, "password": PASSWORD})
    assert response["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_the_secret_of_a_factor_is_encrypted_where_it_is_kept():
    staff = StaffFactory()
    secret = staff.authenticator_set.get().data["secret"]
    assert len(secret) > 60
    assert secret.startswith("gAAAA")


def test_a_factor_can_be_set_up_with_its_code_and_then_opens_the_cms(client):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    staff = StaffFactory(role=Role.EDITOR, factor=False)
    client.post("/account/login/", {"login": staff.username, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    assert b"data:image/svg" in page.content
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/account/2fa/totp/activate/", {"code": code})
    assert client.get("/cms/").status_code == 200


def test_one_press_sign_in_works_for_demo_people_in_a_demo_only(settings, rf):
    demo, real = StaffFactory(is_demo=True), StaffFactory()
    request = rf.get("/")
    request.session = Client().session
    for is_demo_site, username in [(False, demo.username), (True, real.username), (True, "nobody")]:
        settings.DEMO = is_demo_site
        with pytest.raises(PermissionDenied):
            actions.sign_in_as_demo(request, username)
    assert actions.sign_in_as_demo(request, demo.username) == demo
    assert request.session["_auth_user_id"] == str(demo.pk)


def test_reading_pages_cost_the_gate_nothing(django_assert_num_queries):
    from core.people.gates import people_middleware

    request = RequestFactory().get("/news/")
    request.session = SessionStore()
    with django_assert_num_queries(0):
        people_middleware(lambda request: HttpResponse())(request)
    assert not request.session.accessed
