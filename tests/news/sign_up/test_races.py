"""Signing up and cancelling at once: no place is given twice, no letter sent twice."""

import pytest

from news.events import actions
from news.events.enums import Standing
from news.events.models import EventPage, Letter, Places, SignUp
from news.events.queries import full_events
from news.events.rules import Door
from tests.at_once import at_once
from tests.factories.events import event_with_sign_up

pytestmark = pytest.mark.django_db


def come(pk, email):
    """Sign up and confirm it; how the door stood."""
    actions.sign_up(event_id=pk, name="x", email=email)
    return actions.confirm(reference=SignUp.objects.get(event_id=pk, email=email).reference)


@pytest.mark.django_db(transaction=True)
def test_many_want_the_last_place_at_once_and_one_gets_it():
    page = event_with_sign_up(places=3)
    pk = page.pk
    for number in range(2):
        come(pk, f"first{number}@example.org")
    answers = at_once(16, lambda n: come(pk, f"{n}@example.org"))
    assert sorted(each.value for each in answers) == sorted([Door.OPEN.value, *[Door.WAITING_LIST.value] * 15])
    assert SignUp.objects.filter(standing=Standing.GOING).count() == 3
    assert Places.objects.get().taken == 3
    assert full_events() == {pk}


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_are_one_sign_up_and_one_letter():
    page = event_with_sign_up(places=5)
    pk = page.pk
    at_once(12, lambda _n: actions.sign_up(event_id=pk, name="x", email="sam@example.org"))
    assert SignUp.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_cancelling_and_signing_up_at_once_never_oversells():
    page = event_with_sign_up(places=2)
    pk = page.pk
    for number in range(4):
        come(pk, f"{number}@example.org")
    known = list(SignUp.objects.values_list("reference", flat=True))

    def work(n):
        if n < 4:
            return actions.cancel(reference=known[n])
        return come(pk, f"late{n}@example.org")

    at_once(12, work)
    assert SignUp.objects.filter(standing=Standing.GOING).count() == 2
    row = Places.objects.get()
    assert (row.taken, row.waiting) == (2, SignUp.objects.filter(standing=Standing.WAITING).count())
    assert EventPage.objects.count() == 1
