"""Who is signed in, found in one query, is who Django says, and nobody else."""

import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from core.people.models import SignIn
from core.people.session_store import SessionStore
from core.people.session_user import signed_in
from tests.factories.people import MemberFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    user = MemberFactory()
    client.force_login(user)
    return user


def ask(client):
    """A request of `client`, as the middleware leaves it."""
    from django.contrib.auth.middleware import AuthenticationMiddleware

    request = RequestFactory().get("/")
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie.value
    request.session = SessionStore(cookie.value if cookie else None)
    AuthenticationMiddleware(lambda request: None).process_request(request)
    return request


def test_a_member_is_found_in_one_query(client, member):
    request = ask(client)
    with assert_queries(1):
        assert signed_in(request) == member


def test_a_guest_costs_nothing(client):
    with assert_queries(0):
        assert signed_in(ask(client)) is None


def test_a_session_from_before_sign_ins_were_noted_still_counts(client, member):
    SignIn.objects.all().delete()
    assert signed_in(ask(client)) == member


def ended(member):
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))


def changed(member):
    member.set_password("another long password")
    member.save()


def stopped(member):
    member.is_active = False
    member.save()


def gone(member):
    Session.objects.all().delete()


@pytest.mark.parametrize("what", [ended, changed, stopped, gone])
def test_nobody_is_signed_in_by_a_session_that_is_over(client, member, what):
    what(member)
    assert signed_in(ask(client)) is None


def test_a_sign_in_that_points_at_somebody_else_signs_nobody_else_in(client, member):
    SignIn.objects.update(user=MemberFactory())
    assert signed_in(ask(client)) == member
