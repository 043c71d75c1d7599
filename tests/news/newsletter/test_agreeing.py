"""Agreeing to send a newsletter: by whom, once, and what the audit keeps of it."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit.models import AuditEntry
from core.people.enums import Role
from news.newsletter import sending
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import article
from tests.factories.newsletter import agreed, never_quiet, newsletter, reader
from tests.factories.pages import approver, editor, small_site
from tests.factories.people import StaffFactory
from tests.news.newsletter.test_sending import states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    PartnershipFactory(name="Brackenshire, “VRP” – the partnership", contact_address="1 High Street\nZZ99 1AA")
    small_site()
    never_quiet()


def test_nobody_sends_their_own_and_only_what_was_approved():
    writer = approver()
    made = newsletter(article(), by=writer)
    with pytest.raises(PermissionDenied):
        agreed(made, by=writer)
    with pytest.raises(PermissionDenied):
        agreed(made, by=editor())
    with pytest.raises(ValidationError):
        agreed(newsletter(article("a"), approved=False), by=writer)
    made.subject = "Changed"
    made.save_revision(user=writer)
    made.refresh_from_db()
    with pytest.raises(ValidationError):
        agreed(made)


def test_it_is_agreed_to_once():
    made = newsletter(article())
    agreed(made)
    with pytest.raises(ValidationError):
        agreed(made)


def test_an_approver_of_one_area_sends_to_that_area_only():
    here, there = AreaFactory(), AreaFactory()
    local = StaffFactory(role=Role.APPROVER, area=here, factor=False)
    agreed(newsletter(article("a"), areas=[here]), by=local)
    for areas in ([], [there], [here, there]):
        made = newsletter(areas=areas)
        with pytest.raises(PermissionDenied):
            agreed(made, by=local)


def test_the_audit_holds_counts_and_ids_and_no_address(sink):
    reader("jo@example.org")
    agreed(newsletter(article()))
    sending.send_due()
    entries = list(AuditEntry.objects.filter(action__startswith="newsletter."))
    assert {"newsletter.agreed", "newsletter.begun", "newsletter.sent"} <= {entry.action for entry in entries}
    assert not any("example" in f"{entry.facts}{entry.target}" for entry in entries)


def test_a_demonstration_sends_nothing_to_the_outside(settings):
    settings.EMAIL_BACKEND, settings.DEMO = "django.core.mail.backends.smtp.EmailBackend", True
    reader()
    agreed(newsletter(article()))
    sending.send_due()
    assert mail.outbox == []
    assert states() == ["sent"]
