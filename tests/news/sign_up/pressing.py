"""Signing up as a visitor does, by pressing what the pages and the letters offer."""

from django.core import mail

from news.events import letters
from news.events.models import SignUp
from news.events.tokens import token_for

GOOD = {"name": "Sam", "email": "sam@example.org", "access_needs": ""}


def post(client, page, headers=None, **fields):
    headers = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
    return client.post(f"/events/sign-up/{page.pk}/", {**GOOD, **fields}, headers=headers)


def press(client, address, **fields):
    return client.post(address, fields, headers={"Sec-Fetch-Site": "same-origin"})


def join(client, page, email="sam@example.org", **fields):
    """Sign up and say yes by the link in the letter, before it leaves."""
    answer = post(client, page, email=email, **fields)
    press(client, own_page(email), yes="1")
    return answer


def own_page(email="sam@example.org"):
    return f"/events/place/{token_for(SignUp.objects.get(email=email).reference)}/"


def standings(page):
    return list(SignUp.objects.filter(event=page).order_by("pk").values_list("email", "standing"))


def sent():
    letters.send_due()
    return mail.outbox


def staff_page(page, query=""):
    return f"/cms/events/{page.pk}/sign-ups/{query}"
