"""Staff leave answers with one flag out of the figures, with a reason, and nobody is shown by the difference."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.audit.models import AuditEntry
from core.people.enums import Role
from surveys import leaving_out, quality, receipts, rights, tasks
from surveys.enums import Flag
from surveys.folding import rebuild
from surveys.models import LeftOut, PendingResponse, Release, Response, Survey, Tally
from surveys.releasing import apart, let_out, may_follow, without
from tests.factories.people import StaffFactory
from tests.factories.surveys import full_document, make_page

WHY = "One phone sent them all in ten minutes."
COMBINATIONS = ("", "too_fast", "straight_line", "straight_line too_fast")


@pytest.fixture
def page(db):
    rights.grant()
    return make_page()


@pytest.fixture
def approver(db):
    return StaffFactory(role=Role.APPROVER)


def answers(page, number, *flags, pick=0, people=1, **more):
    rows = [
        PendingResponse(
            version=page.survey.version,
            document=full_document(page.survey, pick=pick),
            flags=sorted(flags),
            people=people,
            **more,
        )
        for _one in range(number)
    ]
    PendingResponse.objects.bulk_create(rows)
    tasks.fold_pending()


def out(page, by, flag=Flag.TOO_FAST):
    return leaving_out.leave_out(survey=page.survey, flag=flag, reason=WHY, by=by)


def first_table():
    return [row["count"] for row in Release.objects.get().figures["tables"][0]["rows"]]


def cms(page, name, *more):
    return reverse(f"wagtailsnippets_surveys_survey:{name}", args=[page.survey_id, *more])


def test_answers_left_out_are_in_no_figure_and_in_the_statement(page, approver):
    answers(page, 40)
    answers(page, 15, "too_fast", pick=1)
    answers(page, 12, pick=2)
    assert first_table() == [40, 15, 10]
    assert out(page, approver)
    release = Release.objects.get()
    assert (release.counted, release.figures["people"]) == (52, 50)
    assert first_table() == [40, None, None]
    page.survey.refresh_from_db()
    said = {row["flag"]: (row["count"], row["why"]) for row in quality.statement(page.survey)}
    assert said["too_fast"] == (15, WHY)
    assert said["straight_line"] == (None, "")


def test_nothing_is_deleted_and_taking_them_in_again_gives_the_figures_of_before(page, approver):
    answers(page, 40)
    answers(page, 15, "too_fast", pick=1)
    before = Release.objects.get().figures
    out(page, approver)
    assert Response.objects.count() == 55
    assert leaving_out.take_in(survey=page.survey, flag=Flag.TOO_FAST, by=approver)
    assert Release.objects.get().figures == before
    assert not LeftOut.objects.exists()


def test_fewer_than_ten_are_not_taken_out_of_figures_that_are_out(page, approver):
    answers(page, 40)
    answers(page, 9, "too_fast", pick=1)
    before = Release.objects.get().figures
    assert not out(page, approver)
    assert Release.objects.get().figures == before
    answers(page, 10)
    assert Release.objects.get().counted == 50
    assert Release.objects.get().figures["left_out"] == {"too_fast": WHY}


def test_switching_off_and_on_never_shows_the_few_who_came_between(page, approver):
    answers(page, 40)
    answers(page, 12, "too_fast")
    out(page, approver)
    answers(page, 3, pick=2)
    assert Release.objects.get().counted == 40
    assert not leaving_out.take_in(survey=page.survey, flag=Flag.TOO_FAST, by=approver)  # 55 beside the 52 of before
    assert Release.objects.get().counted == 40
    answers(page, 7)
    assert Release.objects.get().counted == 62


def test_the_statement_moves_for_ten_people_too(page, approver):
    answers(page, 40)
    answers(page, 12, "too_fast")
    before = Release.objects.get().figures["quality"]
    answers(page, 1, "too_fast")
    assert out(page, approver)
    assert Release.objects.get().figures["quality"] == before  # 13 would be shown as 15


def test_an_answer_with_two_flags_is_left_out_once(page, approver):
    answers(page, 30)
    answers(page, 12, "too_fast", "straight_line")
    answers(page, 11, "too_fast")
    out(page, approver)
    out(page, approver, Flag.STRAIGHT_LINE)
    assert Release.objects.get().counted == 30


def test_groups_are_left_out_with_their_own(page, approver):
    answers(page, 30)
    answers(page, 12, "too_fast")
    answers(page, 1, "too_fast", people=8)
    answers(page, 1, people=8)
    out(page, approver)
    responses, counts = without(Tally.objects.get(), ["too_fast"])
    assert responses == 31
    assert counts["_groups"] == {"": 1, "people": 8}


def test_a_recount_gives_the_same_tally_and_the_same_figures(page, approver):
    answers(page, 30)
    answers(page, 12, "too_fast", pick=1)
    answers(page, 12, "straight_line", "too_fast", pick=2)
    out(page, approver)
    folded, figures = Tally.objects.get(), Release.objects.get().figures
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.responses, rebuilt.counts, rebuilt.flagged) == (folded.responses, folded.counts, folded.flagged)
    Release.objects.all().delete()
    assert let_out(Survey.objects.select_related("version").get(pk=page.survey_id), rebuilt)
    assert Release.objects.get().figures == figures


def test_a_tally_from_before_is_counted_from_the_responses_when_staff_decide(page, approver):
    answers(page, 30)
    answers(page, 14, "too_fast")
    Tally.objects.update(flagged={})
    Release.objects.update(history=[], signs_of=0)
    out(page, approver)
    assert Tally.objects.get().flagged["too_fast"]["_flags"] == {"": 14, "too_fast": 14}
    assert Release.objects.get().counted == 44  # nobody knows who was in those figures, so they wait for more people
    answers(page, 24)
    assert Release.objects.get().counted == 54


@pytest.mark.parametrize("before", [0, 12])
def test_withdrawing_a_flagged_answer_takes_it_out_everywhere(page, before):
    code = "ABCDEFGHJKMNPQRS"
    answers(page, before, "too_fast")
    answers(page, 1, "too_fast", receipt_hash=receipts.hash_of(code))
    Tally.objects.update(flagged={})  # as a site that was updated meanwhile has it
    answers(page, 12 - before, "too_fast")
    receipts.withdraw(typed=code)
    tally = Tally.objects.get()
    assert tally.flagged["too_fast"]["_flags"] == {"": 12, "too_fast": 12}
    rebuilt = rebuild(survey_id=page.survey_id)
    assert (rebuilt.counts, rebuilt.flagged) == (tally.counts, tally.flagged)


def test_the_decision_is_audited_by_code(page, approver):
    out(page, approver)
    leaving_out.take_in(survey=page.survey, flag=Flag.TOO_FAST, by=approver)
    leaving_out.take_in(survey=page.survey, flag=Flag.TOO_FAST, by=approver)
    entries = AuditEntry.objects.filter(action__in=("survey.left_out", "survey.taken_in"))
    assert [(one.action, one.facts) for one in entries.order_by("pk")] == [
        ("survey.left_out", {"flag": "too_fast"}),
        ("survey.taken_in", {"flag": "too_fast"}),
    ]


def test_an_approver_decides_in_the_cms_and_readers_see_why(page, approver, client):
    answers(page, 40)
    answers(page, 15, "too_fast")
    client.force_login(approver)
    assert "About 15 answers" in client.get(cms(page, "signs")).content.decode()
    client.post(cms(page, "signs_decide", "too_fast"), {"too_fast-reason": WHY})
    assert Release.objects.get().counted == 40
    public = client.get(reverse("consultation_results", args=[page.slug])).content.decode()
    assert WHY in public
    client.post(cms(page, "signs_decide", "too_fast"), {"in": "1"})
    assert Release.objects.get().counted == 55


@pytest.mark.parametrize("nothing", ["", "\u200b\u2060"])
def test_a_decision_without_a_reason_is_refused_beside_its_field(page, approver, client, nothing):
    client.force_login(approver)
    answer = client.post(cms(page, "signs_decide", "too_fast"), {"too_fast-reason": nothing})
    assert answer.status_code == 422
    assert "Say in a sentence" in answer.content.decode()
    assert not LeftOut.objects.exists()
    assert client.post(cms(page, "signs_decide", "nonsense"), {"nonsense-reason": "x"}).status_code == 404


def test_whoever_only_writes_cannot_decide(page, client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get(cms(page, "signs")).status_code in (302, 403)
    client.post(cms(page, "signs_decide", "too_fast"), {"too_fast-reason": WHY})
    assert not LeftOut.objects.exists()


def test_it_waits_is_said_where_the_figures_cannot_change_yet(page, approver, client):
    answers(page, 40)
    answers(page, 9, "too_fast")
    client.force_login(approver)
    answer = client.post(cms(page, "signs_decide", "too_fast"), {"too_fast-reason": WHY}, follow=True)
    assert "do not show this yet" in answer.content.decode()
    assert LeftOut.objects.get().decided_on == timezone.localdate()


steps = st.lists(
    st.tuples(st.sampled_from(COMBINATIONS), st.integers(0, 14), st.sets(st.sampled_from(COMBINATIONS[1:3]))),
    max_size=14,
)


@given(steps)
def test_whatever_staff_switch_any_two_releases_differ_by_nobody_or_by_ten(steps):
    people, released, shown = dict.fromkeys(COMBINATIONS, 0), [], []
    for combination, more, off in steps:
        people[combination] += more
        mark = {"out": sorted(off), "people": dict(people)}
        if may_follow(released, mark):
            # As `let_out` keeps them: marks that can no longer matter are dropped.
            released = [one for one in released if people[""] - one["people"][""] < 10] + [mark]
            shown.append(mark)
    for place, later in enumerate(shown):
        for earlier in shown[:place]:
            assert apart(earlier, later) == 0 or apart(earlier, later) >= 10
