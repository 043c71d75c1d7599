"""*Due for a check*: public pages that are due, by area and team, for those who may edit them, and as a file."""

import datetime

import pytest
from django.urls import reverse

from core.pages.reviews import uk_today
from core.people.enums import Role
from home.models import AreaHubPage, StandardPage
from home.tree import child
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import editor, planted_with_workflow, small_site, standard_page
from tests.factories.people import MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def due(client, **asked):
    return client.get(reverse("pages_due"), asked)


@pytest.fixture
def site():
    home = small_site()
    set_up()
    return home


def test_what_is_due_is_listed_the_longest_first_and_the_rest_is_not(client, site):
    today = uk_today()
    standard_page(site, "late-page", review_by=today - 40 * DAY, review_owner="Comms")
    article("soon-one", review_by=today + 3 * DAY)
    article("far-one", review_by=today + 60 * DAY)
    article("a-draft", review_by=today - DAY, live=False)
    article("no-date")
    client.force_login(editor())
    text = due(client).content.decode()
    assert text.index("Late page") < text.index("Soon one")
    assert "Late by a month or more" in text
    assert "Far one" not in text
    assert reverse("help_due") in text
    assert reverse("pages_due") in client.get(reverse("help_due")).content.decode()
    assert "A draft" not in text
    assert "No date" not in text
    assert "Soon one" not in due(client, team="Comms").content.decode()
    assert "Late page" in due(client, team="nobody's").content.decode()


def test_it_downloads_and_no_cell_is_a_formula(client, site):
    article("a", title="=1+1", review_by=uk_today())
    client.force_login(editor())
    answer = due(client, **{"as": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "text/csv" in answer["Content-Type"]
    assert "1+1" in text
    assert "\n=1+1" not in text


def test_editors_of_an_area_see_their_own_and_choose_by_area(client):
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    planted_with_workflow()
    for area, title in ((here, "Ours"), (there, "Theirs")):
        child(AreaHubPage.objects.get(area=area), StandardPage, title.lower(), title=title, review_by=uk_today())
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    text = due(client).content.decode()
    assert ">Ours<" in text
    assert ">Theirs<" not in text
    client.force_login(editor())
    assert ">Theirs<" in due(client).content.decode()
    assert ">Theirs<" not in due(client, area="here").content.decode()


NONSENSE = [{"page": "9" * 30}, {"page": "-1"}, {"page": "٣"}, {"area": "x' OR 1"}, {"team": "x" * 9999}]


@pytest.mark.parametrize("asked", NONSENSE)
def test_nonsense_is_read_as_nothing_asked(client, site, asked):
    client.force_login(editor())
    assert due(client, **asked).status_code == 200


def test_others_do_not_see_it(client, site):
    for user in (MemberFactory(), StaffFactory(role=Role.ANALYST)):
        client.force_login(user)
        assert due(client).status_code in (302, 403)


def test_it_costs_the_same_with_many_pages(client, site, django_assert_max_num_queries):
    client.force_login(editor())
    counts = []
    for _round in range(2):
        for number in range(8):
            article(f"page-{_round}-{number}", review_by=uk_today())
        due(client)
        with django_assert_max_num_queries(200) as seen:
            due(client)
        counts.append(len(seen))
    assert counts[0] == counts[1]
