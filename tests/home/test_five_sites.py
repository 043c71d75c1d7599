"""Pages equivalent to those of five real partnership sites, made by an editor with the CMS's own forms and blocks.

Which pages: research on participation, part 4. All wording is invented. Nothing here is code or raw HTML.
"""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client

from core.areas.models import Area
from core.pages.models import Topic
from home.models import AreaHubPage, StandardPage
from home.partnership.models import (
    ContactPage,
    FundingIndexPage,
    FundingPage,
    GovernanceGroupPage,
    PartnerOrganisation,
    PartnersPage,
    PersonPage,
    ProjectPage,
    SectionPage,
)
from news.events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage
from news.publications.models import PublicationIndexPage, PublicationPage
from tests.cms_forms import approve, create, inline
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.news import document
from tests.factories.pages import approver, editor, planted_with_workflow
from tests.factories.surveys import make_page

pytestmark = pytest.mark.django_db
TEXT = "<p>We begin early, stay for long, and ask young people first.</p>"
SUMMARY = "In one line."


@pytest.fixture
def site():
    PartnershipFactory()
    for slug in ("north", "south"):
        AreaFactory(slug=slug, name=slug.capitalize())
    return planted_with_workflow()


@pytest.fixture
def desk(site):
    """An editor's and an approver's browser."""
    one, two = Client(), Client()
    one.force_login(editor())
    two.force_login(approver())
    return one, two


@pytest.fixture
def put_up(desk):
    """Makes a page by the form, has it approved, and gives it."""

    def make(model, parent, **fields):
        page = create(desk[0], model, parent, **{"summary": SUMMARY, **fields})
        approve(desk[1], page)
        assert page.live
        return page

    return make


@pytest.fixture
def read(client):
    """The words of a public page without its frame."""

    def words(page):
        answer = client.get(page.url)
        assert answer.status_code == 200
        html = answer.content.decode()
        return html[html.index("<main") : html.index("</main>")]

    return words


def about() -> StandardPage:
    return StandardPage.objects.get(slug="about")


def partners(*names: str) -> list[PartnerOrganisation]:
    kinds = ["police", "probation", "youth_justice", "fire", "health_board", "council"]
    said = {"duty": "specified", "duty_source": "The Act", "duty_checked_on": datetime.date(2026, 5, 4)}
    return [
        PartnerOrganisation.objects.create(name=name, kind=kinds[number % 6], **said)
        for number, name in enumerate(names)
    ]


def heading(text: str, level: str = "2"):
    return "heading", {"text": text, "level": level}


def paragraph(html: str):
    return "paragraph", html


def test_an_alliance_with_a_strategy_five_priorities_a_film_and_the_duty(put_up, read):
    """Help and support block, strategy, priority areas, film, the duty and its authorities, projects, news."""
    partners("Northshire Police", "Northshire Fire")
    strategy = put_up(
        PublicationPage,
        PublicationIndexPage.objects.get(),
        title="Our strategy",
        slug="strategy",
        kind="strategy",
        body=[paragraph(TEXT)],
        **inline("files", [{"document": document("Strategy 2026 to 2029").pk}]),
    )
    alliance = put_up(
        StandardPage,
        about(),
        title="Our alliance",
        slug="alliance",
        body=[
            ("emergency", {}),
            ("service_list", {"title": "Help and support", "limit": 3}),
            ("cta", {"label": "Meet our partners", "page": PartnersPage.objects.get().pk, "style": ""}),
            heading("What we do about violence"),
            ("themes", {"people": TEXT, "partners": TEXT, "places": TEXT}),
            heading("Five priorities"),
            ("accordion", {"entries": [{"title": f"Priority {n}", "body": TEXT} for n in range(1, 6)]}),
            heading("Our strategy"),
            paragraph(f'<p>Read <a linktype="page" id="{strategy.pk}">the strategy for 2026 to 2029</a>.</p>'),
            (
                "video",
                {
                    "title": "Violence can be prevented",
                    "url": "https://video.example.org/1",
                    "minutes": "3 minutes",
                    "captions": "in",
                    "transcript": TEXT,
                },
            ),
            (
                "statistic",
                {
                    "value": "Ready",
                    "label": "how we stand under the Serious Violence Duty",
                    "period": "January 2026",
                    "comparator": "“Getting there” a year before",
                    "source": "An outside review",
                },
            ),
        ],
    )
    html = read(alliance)
    assert html.count("Priority ") >= 5
    assert 'href="/about/partners/"' in html
    assert "tel:999" in html
    assert 'href="/publications/strategy/"' in html
    assert not re.search(r"<(iframe|embed|object)", html)
    assert "An outside review" in html
    duty = read(PartnersPage.objects.get())
    assert duty.index("Specified authorities") < duty.index("Northshire Fire")
    assert "The Act. Checked on 4 May 2026." in duty


def test_a_unit_with_a_board_of_eleven_three_strands_progress_and_a_grant(put_up, read):
    """Grant, executive group, strands with chairs, progress against the needs assessment, say hello."""
    eleven = partners(*(f"Body {number}" for number in range(1, 12)))
    governance = SectionPage.objects.get(slug="governance")
    board = put_up(
        GovernanceGroupPage,
        governance,
        title="Executive group",
        slug="executive",
        remit="Decides about the grant and answers for it.",
        chair="Assistant chief officer",
        members=[("member", {"organisation": each.pk, "role": "Member"}) for each in eleven],
        meetings=[("meeting", {"day": "2026-03-02", "words": "Online", "page": None, "document": None})],
    )
    for number in range(1, 4):
        put_up(
            GovernanceGroupPage,
            governance,
            title=f"Review strand {number}",
            slug=f"strand-{number}",
            remit="Looks at one part of the work.",
            chair=f"Chair of strand {number}",
            reports_to=str(board.pk),
        )
    project = put_up(
        ProjectPage,
        about(),
        title="Progress against what we found",
        slug="progress",
        aim="Fewer people are hurt.",
        status="running",
        money="£3,370,000",
        money_source="A grant for one year",
        partners=[("member", {"organisation": eleven[0].pk, "role": "Leads"})],
        measures=[
            (
                "measure",
                {
                    "name": "Visits to hospital after an assault", "unit": "a year", "better": "lower",
                    "baseline": "900", "baseline_when": "2024", "target": "700", "target_when": "2027",
                    "actual": "810", "actual_when": "2026", "source": "Hospital records",
                },
            )
        ],
        body=[
            (
                "logic_model",
                {
                    "title": "How change comes",
                    "entries": [{"need": "Harm", "activities": "Mentors", "outcomes": "Less harm"}],
                },
            )
        ],
    )  # fmt: skip
    html = read(board)
    assert html.count("Body ") >= 11
    assert html.count("<td>Executive group</td>") == 3
    assert "Chair of strand 3" in html
    html = read(project)
    assert "£3,370,000" in html
    assert "Mentors" in html
    assert '<rect width="90%"' in html
    assert "Write to us" in read(ContactPage.objects.get())


def test_an_article_with_two_voices_and_a_report(put_up, read):
    """Two named quotations, a call to read the report, and files with kind and size."""
    asked = make_page(slug="what-next", title="What should happen next?")
    quotes = [
        ("quote", {"text": "Listen first.", "name": name, "role": role, "organisation": "The partnership"})
        for name, role in (("Ada Brook", "Director"), ("Sol Finch", "Youth worker"))
    ]
    article = put_up(
        NewsPage,
        NewsIndexPage.objects.get(),
        title="Young people must shape what we do",
        slug="young-people-shape",
        body=[
            paragraph(f'<p>Tell us: <a linktype="page" id="{asked.pk}">what should happen next?</a></p>'),
            *quotes,
            (
                "attachments",
                {
                    "title": "Read the report",
                    "entries": [{"document": document("The report").pk, "description": "What we found."}],
                },
            ),
        ],
        notes_to_editors="<p>The partnership works in two areas.</p>",
        press_email="press@example.org",
    )
    html = read(article)
    assert "Ada Brook, Director, The partnership" in html
    assert "Sol Finch" in html
    assert "The report" in html
    assert "bytes" in html
    assert 'href="/consultations/what-next/"' in html
    assert "press@example.org" in html


def test_a_conference_with_its_figures_and_programme(put_up, read, desk, client):
    """Date, themes, who attends, contact, figures with periods; link words that say where they lead."""
    topic = Topic.objects.create(name="Prevention", slug="prevention", theme="people")
    fields = {
        "title": "Prevention conference",
        "slug": "conference",
        "summary": SUMMARY,
        "starts": "2027-03-04 09:30",
        "ends": "2027-03-04 16:00",
        "where": "place",
        "place_name": "Town hall",
        "address": "1 Market Square",
        "audience": "People who work in prevention",
        "topics": [topic.pk],
        "programme": [
            ("item", {"time": "09:30", "title": "Welcome", "speakers": [{"name": "Ada Brook", "role": "Director"}]}),
            ("item", {"time": "11:00", "title": "What works"}),
        ],
    }
    figure = {
        "value": "13% fewer", "label": "visits to hospital after an assault", "period": "2025 to 2026",
        "comparator": "the year before", "source": "Hospital records",
    }  # fmt: skip
    with pytest.raises(AssertionError, match="does not say where it goes"):
        create(
            desk[0],
            EventPage,
            EventIndexPage.objects.get(),
            **fields,
            body=[paragraph('<p>To book, <a href="https://example.org/">click here</a></p>')],
        )
    event = put_up(
        EventPage,
        EventIndexPage.objects.get(),
        **fields,
        body=[
            paragraph('<p>Ask <a href="mailto:events@example.org">the events team</a>.</p>'),
            ("statistic", figure),
            ("statistic", {**figure, "value": "12,500", "label": "young people were offered help"}),
        ],
    )
    html = read(event)
    assert "Ada Brook" in html
    assert "9:30am" in html
    assert "2025 to 2026" in html
    assert "12,500" in html
    address = re.search(r'href="(/events/calendar/[^"]+\.ics)"', html)[1]
    assert "BEGIN:VEVENT" in client.get(address).content.decode()


def test_a_hub_and_spokes_with_boards_profiles_plans_measures_and_funds(put_up, read, site):
    """Spokes with coordinator, team, profile and plan; two boards; themes; a yearly cycle; two funds."""
    hub = AreaHubPage.objects.get(area=Area.objects.get(slug="north"))
    leader = put_up(PersonPage, hub, title="North coordinator", slug="coordinator", contact_email="north@example.org")
    put_up(PersonPage, hub, title="Youth worker", slug="youth-worker")
    profile, plan = (
        put_up(
            PublicationPage,
            hub,
            title=title,
            slug=slug,
            kind="needs",
            body=[paragraph(TEXT)],
            **inline("files", [{"document": document(title).pk}]),
        )
        for title, slug in (("Problem profile of North", "profile"), ("Plan for North", "plan"))
    )
    put_up(ProjectPage, hub, title="Open gym", slug="open-gym", aim="Somewhere to go.", status="running")
    governance = SectionPage.objects.get(slug="governance")
    board = put_up(GovernanceGroupPage, governance, title="Executive board", slug="executive", remit="Decides.")
    put_up(GovernanceGroupPage, governance, title="Delivery group", slug="delivery", remit="Does.", reports_to=board.pk)
    cycle = put_up(
        StandardPage,
        about(),
        title="How we work each year",
        slug="each-year",
        body=[
            ("themes", {"people": TEXT, "partners": TEXT, "places": TEXT}),
            (
                "timeline",
                {
                    "entries": [
                        {"when": "Spring", "title": "We look at what is needed", "done": True},
                        {"when": "Summer", "title": "We plan"},
                        {"when": "Winter", "title": "Somebody from outside checks whether it worked"},
                    ]
                },
            ),
        ],
    )
    index = FundingIndexPage.objects.get()
    for number, closes in ((1, "2099-01-31 17:00"), (2, "2026-01-31 17:00")):
        put_up(
            FundingPage,
            index,
            title=f"Prevention fund {number}",
            slug=f"fund-{number}",
            closes_at=closes,
            amount_in_all="£5,080,000",
            who_can_apply="Local groups.",
            how_to_apply="Write to us.",
        )
    assert "Somebody from outside" in read(cycle)
    html = read(governance)
    assert "<td>Executive board</td>" in html
    html = read(index)
    assert html.index("Prevention fund 1") < html.index("Closed") < html.index("Prevention fund 2")

    hub.coordinator = leader
    hub.problem_profile, hub.plan = [("page", profile)], [("page", plan)]
    hub.save_revision(clean=False).publish()
    html = read(hub)
    for words in ("North coordinator", "Youth worker", "Problem profile of North", "Plan for North", "Open gym"):
        assert words in html
