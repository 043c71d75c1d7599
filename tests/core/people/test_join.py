"""Joining: one page, any age from 13, with or without e-mail; under 13 leaves no trace."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from core.people import recovery
from core.people.actions import RULES_VERSION
from core.people.models import Profile, SignIn, User
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
FINE = {"name": "Quiet Otter", "age_group": "13-15", "password": "three odd words", "rules": "on"}


def join(client, **changes):
    return client.post("/account/signup/", {**FINE, **changes})


def test_joining_without_email_makes_a_member_signed_in_and_shows_recovery_words_once(client):
    response = join(client)
    assert (response.status_code, response["Location"]) == (303, "/account/words/")
    user = User.objects.get(username="quietotter")
    assert (user.email, user.profile.display_name, user.profile.age_band) == ("", "Quiet Otter", "13-15")
    page = client.get("/account/words/")
    shown = list(page.context["sets"])
    assert len(shown) == 10
    assert page["Cache-Control"].count("no-store") == 1
    assert client.post("/account/words/")["Location"] == "/account/"
    assert client.get("/account/words/").status_code == 303
    assert recovery.spend(user, shown[0])


def test_the_house_rules_are_shown_and_the_accepted_version_is_kept(client):
    assert b"house rules" in client.get("/account/signup/").content
    join(client)
    profile = Profile.objects.get()
    assert profile.rules_version == RULES_VERSION
    assert profile.rules_accepted_on is not None


def test_joining_asks_for_the_tick(client):
    response = join(client, rules="")
    assert b"Tick the box if you will follow the house rules" in response.content
    assert not User.objects.exists()


def test_email_and_area_are_kept_where_given_and_the_letter_says_nothing_of_the_site(client):
    AreaFactory(slug="kestrel-bay")
    response = join(client, email="Sam@Example.org", area="kestrel-bay")
    assert response.status_code == 302
    user = User.objects.get()
    assert (user.email, user.profile.area.slug) == ("sam@example.org", "kestrel-bay")
    assert [letter.subject for letter in mail.outbox] == ["Is this your email?"]


def test_an_email_that_somebody_has_is_not_told_apart(client):
    taken = MemberFactory(email="sam@example.org")
    response = join(client, email="sam@example.org")
    assert response.status_code == 302
    assert User.objects.exclude(pk=taken.pk).count() == 1


@pytest.mark.parametrize(
    "rest", [{}, {"name": "", "password": "", "rules": ""}, {"name": "Sam Real-Name", "email": "me@example.org"}]
)
def test_under_13_gets_a_kind_page_and_nothing_is_stored_at_all(client, rest):
    response = join(client, age_group="under-13", **rest)
    assert (response.status_code, response["Location"]) == (303, "/account/under-13/")
    assert not response.cookies
    assert (User.objects.count(), Session.objects.count(), SignIn.objects.count()) == (0, 0, 0)
    page = client.get("/account/under-13/")
    assert b"Not yet, but you are welcome here" in page.content
    assert b'href="/support/"' in page.content
    assert not page.cookies


def test_under_13_is_one_choice_among_the_others(client):
    form = client.get("/account/signup/").context["form"]
    assert [value for value, _label in form.fields["age_group"].choices] == [
        "under-13",
        "13-15",
        "16-17",
        "18-24",
        "25+",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Moderator"}, "sounds like staff"),
        ({"name": "quiet ótter"}, "looks the same"),
        ({"name": ""}, "Make up a name"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"age_group": "11-12"}, "Pick your age group"),
        ({"age_group": ""}, "Pick your age group"),
        ({"password": "short"}, "at least 10"),
        ({"password": "1234567890"}, "too common"),
        ({"password": "Loud  Badger 1", "name": "Loud Badger 1"}, ""),
        ({"email": "nonsense"}, "Check your email"),
        ({"area": "nowhere"}, "Pick an area"),
    ],
)
def test_bad_input_gets_plain_words_and_keeps_what_was_typed(client, changes, words):
    MemberFactory(username="quietotter", profile__display_name="Quiet Otter")
    response = join(client, **{"name": "Loud Badger", **changes})
    if words:
        assert response.status_code == 200
        assert words in response.content.decode()
        assert User.objects.count() == 1
        assert b"three odd words" not in response.content


def test_pressing_the_button_twice_makes_one_account_and_signs_both_in():
    first, second = Client(), Client()
    join(first)
    assert join(second)["Location"] == "/account/words/"
    assert User.objects.count() == 1
    assert second.get("/account/").status_code == 200


def test_the_same_form_with_another_password_does_not_open_the_account(client):
    join(Client())
    response = join(client, password="another three words")
    assert b"looks the same" in response.content
    assert "_auth_user_id" not in client.session


def test_a_signed_in_person_is_not_asked_to_join(client):
    client.force_login(MemberFactory())
    assert client.get("/account/signup/")["Location"] == "/account/"
