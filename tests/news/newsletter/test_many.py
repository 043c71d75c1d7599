"""Ten thousand readers: memory stays flat, and so do the queries for each."""

import tracemalloc

import pytest
from django.core import mail
from django.utils import timezone

from news.newsletter import sending
from news.newsletter.models import Send, Sending, Subscriber
from tests.factories.news import article
from tests.factories.newsletter import agreed, never_quiet, newsletter
from tests.factories.pages import small_site
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
MANY = 10_000


def make(many):
    facts = {"state": "active", "language": "en-gb", "consent": "2026-11", "asked_at": timezone.now()}
    Subscriber.objects.bulk_create(
        [Subscriber(email=f"r{number}@example.org", **facts) for number in range(many)], batch_size=500
    )


def test_ten_thousand_are_gathered_in_pieces_and_memory_stays_flat(monkeypatch):
    small_site()
    never_quiet()
    make(MANY)
    agreed(newsletter(article()))
    sending.begin(Sending.objects.get().pk)
    row = Sending.objects.get()
    sending.gather(row)
    tracemalloc.start()
    while not row.is_gathered:
        sending.gather(row)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (row.total, Send.objects.count()) == (MANY, MANY)
    assert most < 8_000_000, f"{most} bytes"


def test_each_copy_costs_the_same_few_queries():
    small_site()
    never_quiet()
    make(40)
    agreed(newsletter(article()))
    costs = []
    for rate in (10, 30):
        never_quiet(rate=rate)
        with count_queries() as counted:
            left = sending.send_due()
        costs.append((left, len(counted)))
    (few, cost_of_few), (more, cost_of_more) = costs
    assert (few, more) == (10, 20)
    each = (cost_of_more - cost_of_few) / (more - few)
    assert each <= 6
    assert len(mail.outbox) == 30
