import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.pages.reviews import uk_today
from home.partnership.chart import arranged, drawn
from home.partnership.measures import measures_of
from home.partnership.models import GovernanceGroupPage, ProjectConsultation, ProjectPage, SectionPage
from home.tree import with_ids
from tests.factories.areas import PartnershipFactory
from tests.factories.news import document
from tests.factories.partnership import page, partner
from tests.factories.surveys import make_page
from tests.queries import assert_queries

DAY = datetime.timedelta(days=1)


@pytest.fixture
def section(db):
    PartnershipFactory()
    return page(SectionPage, "governance")


def group(section, slug, **fields):
    return page(GovernanceGroupPage, slug, parent=section, **{"remit": "Decides.", **fields})


def hide(one):
    GovernanceGroupPage.objects.filter(pk=one.pk).update(sensitivity=2)
    one.refresh_from_db()
    one.save()


def test_the_section_lists_its_pages_and_draws_who_reports_to_whom(client, section):
    board = group(section, "board", chair="Director of public health", summary="Decides.")
    group(section, "delivery", reports_to=board)
    html = client.get("/about/governance/").content.decode()
    assert html.count('href="/about/governance/delivery/"') == 2  # its card, and the table beside the picture
    assert 'role="img"' in html
    assert "<td>Board</td>" in html
    assert "Director of public health" in html


def test_one_group_alone_is_no_chart(client, section):
    group(section, "board")
    assert '<svg class="chart"' not in client.get("/about/governance/").content.decode()


def test_a_group_that_is_not_public_is_in_no_chart_and_no_list(client, section):
    board, other = group(section, "board"), group(section, "other")
    group(section, "secret-group", reports_to=board)
    group(section, "below-secret", reports_to=GovernanceGroupPage.objects.get(slug="secret-group"))
    hide(GovernanceGroupPage.objects.get(slug="secret-group"))
    for path in ("/about/governance/", f"/about/governance/{other.slug}/", "/about/governance/below-secret/"):
        assert "Secret group" not in client.get(path).content.decode()


def test_members_chair_meetings_and_papers(client, section):
    today = uk_today()
    council = partner("Council")
    gone = partner("Gone body", left_on=today)
    paper = document("Minutes of the board")
    unpublished = page(SectionPage, "a-draft")
    unpublished.unpublish()
    meetings = [
        {"day": (today + number * DAY).isoformat(), "words": words, "page": None, "document": file}
        for number, words, file in ((9, "Later", None), (0, "Today in town", None), (-3, "Before", paper.pk))
    ]
    board = group(
        section,
        "board",
        chair_from=council,
        chair="Director",
        members=with_ids(
            [{"type": "member", "value": {"organisation": each.pk, "role": "Member"}} for each in (council, gone)]
        ),
        meetings=with_ids([{"type": "meeting", "value": value} for value in meetings]),
        papers=with_ids(
            [
                {"type": "document", "value": {"document": paper.pk, "title": "", "description": "What was said"}},
                {"type": "page", "value": section.pk},
                {"type": "page", "value": unpublished.pk},
                {"type": "page", "value": 999999},
                {"type": "link", "value": {"words": "The guidance", "url": "https://example.org/guidance"}},
            ]
        ),
    )
    html = client.get(f"/about/governance/{board.slug}/").content.decode()
    places = [html.index(words) for words in ("Today in town", "Later", "Past meetings", "Before")]
    assert places == sorted(places)
    assert "Director, Council" in html
    assert "Minutes of the board" in html
    assert 'rel="noreferrer">The guidance' in html
    assert "Gone body" not in html
    assert "A draft" not in html


def test_a_group_costs_the_same_with_few_and_with_many_of_everything(client, section):
    def fill(board, many):
        members = [{"type": "member", "value": {"organisation": row.pk, "role": ""}} for row in partners[:many]]
        papers = [{"type": "page", "value": section.pk}] + [
            {"type": "document", "value": {"document": file.pk, "title": "", "description": ""}}
            for file in files[:many]
        ]
        meetings = [
            {"type": "meeting", "value": {"day": "2026-01-01", "words": "", "page": section.pk, "document": file.pk}}
            for file in files[:many]
        ]
        board.members, board.papers, board.meetings = with_ids(members), with_ids(papers), with_ids(meetings)
        board.save_revision(clean=False).publish()
        client.get("/about/governance/board/")

    partners = [partner(f"Body {number}") for number in range(12)]
    files = [document(f"File {number}") for number in range(12)]
    board = group(section, "board")
    group(section, "delivery", reports_to=board)
    fill(board, 1)
    with assert_queries(8, at_most=True) as few:
        client.get("/about/governance/board/")
    fill(board, 12)
    with assert_queries(len(few)):
        client.get("/about/governance/board/")


def test_a_ring_of_groups_is_refused_and_one_that_is_there_is_drawn_once(client, section):
    first = group(section, "first")
    second = group(section, "second", reports_to=first)
    first.reports_to = second
    with pytest.raises(ValidationError, match="already"):
        first.clean()
    GovernanceGroupPage.objects.filter(pk=first.pk).update(reports_to=second)
    rows = arranged(list(GovernanceGroupPage.objects.all()))
    assert sorted(row.page_id for row in rows) == sorted([first.pk, second.pk])
    assert client.get("/about/governance/first/").status_code == 200
    with pytest.raises(ValidationError, match="already"):
        GovernanceGroupPage.objects.get(pk=first.pk).clean()


@pytest.mark.django_db
@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=2, max_size=12), st.text(max_size=90))
def test_any_reporting_draws_every_group_once_inside_the_picture(superiors, title):
    groups = [
        GovernanceGroupPage(pk=pk, title=title or "x", reports_to_id=over) for pk, over in enumerate(superiors, 1)
    ]
    rows = _without_addresses(groups)
    assert sorted(row.page_id for row in rows) == [each.pk for each in groups]
    for language in ("en-gb", "ar"):
        with translation.override(language):
            chart = drawn(rows, {each.pk: each.reports_to_id for each in groups}, 1)
        bottom = 0
        for box in chart.boxes:
            assert box.y >= bottom
            assert 0 <= box.x <= box.x + box.width <= chart.width
            bottom = box.y + box.height
        assert bottom <= chart.height


def _without_addresses(groups):
    from unittest.mock import patch

    with patch("home.partnership.chart.path_of", return_value="/"):
        return arranged(groups)


MEASURE = {
    "name": "Visits", "unit": "a year", "better": "lower", "baseline": "240", "baseline_when": "2025",
    "target": "180.5", "target_when": "2028", "actual": "180.5", "actual_when": "2026", "source": "Records",
}  # fmt: skip


def test_a_measure_shows_three_bars_and_says_how_it_stands():
    (measure,) = measures_of([{"value": MEASURE}])
    assert [(figure.shown, figure.percent) for figure in measure.figures] == [
        ("240", 100),
        ("180.5", 75),
        ("180.5", 75),
    ]
    assert measure.is_met
    assert measures_of([{"value": {**MEASURE, "better": "higher", "actual": "10000"}}])[0].figures[1].shown == "10,000"
    assert not measures_of([{"value": {**MEASURE, "actual": "181"}}])[0].is_met


@pytest.mark.parametrize("actual", [None, "", "nan", "-3", "lots", "1e999999"])
def test_a_figure_that_is_none_has_no_bar(actual):
    (measure,) = measures_of([{"value": {**MEASURE, "baseline": "0", "target": "0", "actual": actual}}])
    assert measure.figures[1].percent in (None, 100)
    assert not measure.is_met or actual == "0"


def test_a_project_shows_money_measures_and_the_consultations_that_are_public(client, section):
    asked = make_page(slug="summer", title="Your summer")
    hidden = make_page(slug="hidden", title="Not yet public")
    project = page(
        ProjectPage,
        "lights",
        aim="Get home without fear.",
        money=12_000_050,
        money_source="The council, 2026",
        measures=with_ids([{"type": "measure", "value": MEASURE}]),
    )
    for each in (asked, hidden):
        project.consultations.add(ProjectConsultation(consultation=each))
    project.save_revision(clean=False).publish()
    hidden.unpublish()
    html = client.get("/about/lights/").content.decode()
    assert "£120,000.50" in html
    assert 'href="/consultations/summer/"' in html
    assert "Not yet public" not in html
    assert '<rect width="75%"' in html
    with assert_queries(5, at_most=True):
        client.get("/about/lights/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"money": 5}, "where the money is from"),
        ({"starts_on": datetime.date(2026, 2, 2), "ends_on": datetime.date(2026, 2, 1)}, "after it begins"),
    ],
)
def test_a_project_says_where_money_is_from_and_ends_after_it_begins(fields, words):
    with pytest.raises(ValidationError, match=words):
        ProjectPage(aim="x", **fields).clean()


def test_a_section_costs_the_same_with_one_page_below_and_with_thirty(client, section):
    page(ProjectPage, "project-0", parent=section, aim="x")
    client.get("/about/governance/")
    with assert_queries(3, at_most=True) as few:
        client.get("/about/governance/")
    for number in range(1, 30):
        page(ProjectPage, f"project-{number}", parent=section, aim="x")
    client.get("/about/governance/")
    with assert_queries(len(few)):
        client.get("/about/governance/")
