"""What staff do in /cms/ is in the audit, as codes."""

import pytest
from wagtail.log_actions import log

from core.areas.models import Partnership
from core.audit.models import AuditEntry
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone():
    return UserFactory()


@pytest.fixture
def page():
    small_site()
    return article("a-draft", live=False)


def codes(target):
    return list(AuditEntry.objects.filter(target=target).values_list("action", "actor"))


def test_publishing_and_taking_down_are_recorded(page, someone):
    revision = page.save_revision(user=someone)
    someone.is_superuser = True
    revision.publish(user=someone)
    page.refresh_from_db()
    page.unpublish(user=someone)
    assert codes(f"newspage:{page.pk}") == [("cms.publish", someone.opaque_id), ("cms.unpublish", someone.opaque_id)]


def test_a_draft_is_nobody_s_business(page, someone):
    page.save_revision(user=someone, log_action=True)
    assert codes(f"newspage:{page.pk}") == []


def test_a_change_of_settings_is_recorded_without_its_words(someone):
    partnership = Partnership.load()
    log(partnership, "wagtail.edit", user=someone)
    entry = AuditEntry.objects.get(target=f"partnership:{partnership.pk}")
    assert (entry.action, entry.actor) == ("cms.edit", someone.opaque_id)
    assert partnership.name not in str(entry.facts)


def test_a_person_is_named_by_their_opaque_id(someone):
    log(someone, "wagtail.edit", user=someone)
    assert codes(f"person:{someone.opaque_id}") == [("cms.edit", someone.opaque_id)]
