"""The level *public*: a name that is typed for it, a person who decides, and a page that shows no more than that."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum
from django.urls import reverse

from core.audit.models import AuditEntry
from core.pages.models import PageVersion
from core.people.actions import delete_account
from core.people.enums import AgeBand, Role
from core.people.models import User
from surveys import actions, attempts, linking, receipts, showing, tasks
from surveys.enums import AnonymityLevel, Showing
from surveys.models import Draft, PendingResponse, PublicAnswer, Response, ResponseLink
from tests.factories.people import MemberFactory, StaffFactory, UserFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_survey, single, text

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
NAME = "Harbour Boxing Club"
YES = {"public_name": NAME, "agrees": "on"}


def current_version():
    """How often public content has changed."""
    return PageVersion.objects.aggregate(Sum("number"))["number__sum"]


def public_page(**fields):
    return make_page(survey=make_survey(anonymity=AnonymityLevel.PUBLIC, **fields))


def send(client, page, member=None, *, words="More lights by the river", **post):
    """A member (an adult) sends answers to be shown; gives the answer to pressing Send."""
    client.force_login(member or MemberFactory())
    document = full_document(page.survey, words)
    _draft, client.cookies[attempts.COOKIE] = make_draft(page.survey, document=document)
    return client.post(reverse("consultation_check", args=[page.slug]), {**YES, **post})


def shown(client, page, **sent):
    """Sent, counted and let be shown; gives the response."""
    known = set(Response.objects.values_list("pk", flat=True))
    send(client, page, **sent)
    tasks.fold_pending()
    response = Response.objects.exclude(pk__in=known).get()
    showing.decide(response=response, by=StaffFactory(role=Role.ANALYST), show=True, why="It is clear.")
    return response


def body(client, page, query=""):
    client.logout()
    client.cookies.clear()
    answer = client.get(reverse("consultation_answers", args=[page.slug]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_appears_by_itself(client):
    page = public_page()
    assert send(client, page).status_code == 302
    assert NAME not in body(client, page)
    tasks.fold_pending()
    assert NAME not in body(client, page)


def test_what_was_let_be_shown_is_there_with_its_name_and_not_for_search_engines(client):
    page = public_page()
    shown(client, page)
    html = body(client, page)
    assert NAME in html
    assert "More lights by the river" in html
    assert '<meta name="robots" content="noindex">' in html
    assert NAME not in client.get(reverse("consultation", args=[page.slug])).content.decode()


def test_questions_about_the_person_are_never_shown(client):
    page = public_page(questions=[text(), single("Your religion", ("Jedi", "None", "Other"), about_you=True)])
    shown(client, page)
    assert "Jedi" not in body(client, page)


def test_what_people_type_is_shown_as_text(client):
    page = public_page()
    shown(client, page, words="<script>alert(1)</script>", public_name="<b>Bold</b>")
    html = body(client, page)
    assert "<script>alert" not in html
    assert "<b>Bold" not in html
    assert "&lt;b&gt;Bold" in html


def test_marks_that_turn_the_direction_of_words_are_left_out_of_the_name(client):
    page = public_page()
    assert send(client, page, public_name="\u202eHarbour\u2066 Club").status_code == 302
    assert PublicAnswer.objects.get().name == "Harbour Club"


@pytest.mark.parametrize("band", [AgeBand.FROM_13, AgeBand.FROM_16])
def test_who_is_under_18_is_refused_kindly_before_the_first_question(client, band):
    page = public_page()
    client.force_login(MemberFactory(profile__age_band=band))
    answer = client.post(reverse("consultation_answer", args=[page.slug]), **OURS)
    assert "This one is for people who are 18 or over" in answer.content.decode()
    assert not Draft.objects.exists()


def test_an_account_that_told_no_age_is_refused_too(client):
    page = public_page()
    client.force_login(UserFactory())
    answer = client.post(reverse("consultation_answer", args=[page.slug]), **OURS)
    assert "18 or over" in answer.content.decode()


def test_another_account_that_is_too_young_cannot_send_what_was_begun(client):
    page = public_page()
    answer = send(client, page, MemberFactory(profile__age_band=AgeBand.FROM_16))
    assert "18 or over" in client.get(answer.url).content.decode()
    assert not PendingResponse.objects.exists()
    assert Draft.objects.exists()


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"public_name": "  "}, "Write the name to show."),
        ({"public_name": "\u200b\u2060"}, "Write the name to show."),
        ({"agrees": ""}, "Tick this to send."),
        ({"public_name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_without_a_name_or_a_yes_nothing_is_sent_and_nothing_is_lost(client, missing, words):
    page = public_page()
    html = send(client, page, **missing).content.decode()
    assert words in html
    assert "More lights by the river" in html
    assert not PendingResponse.objects.exists()
    assert not ResponseLink.objects.exists()


def test_before_sending_it_says_once_more_that_everybody_will_read_it(client):
    page = public_page()
    client.force_login(MemberFactory())
    _draft, client.cookies[attempts.COOKIE] = make_draft(page.survey)
    html = client.get(reverse("consultation_check", args=[page.slug])).content.decode()
    assert "Everybody will be able to read these answers" in html
    assert 'name="public_name"' in html


def test_a_form_for_a_survey_that_is_not_public_asks_for_no_name(client):
    page = make_page()
    _draft, client.cookies[attempts.COOKIE] = make_draft(page.survey)
    assert 'name="public_name"' not in client.get(reverse("consultation_check", args=[page.slug])).content.decode()
    client.post(reverse("consultation_check", args=[page.slug]), YES)
    assert not PublicAnswer.objects.exists()
    assert PendingResponse.objects.count() == 1


def test_an_analyst_shows_or_refuses_with_a_reason_that_the_member_reads(client):
    page, member = public_page(), MemberFactory()
    send(client, page, member)
    tasks.fold_pending()
    response = Response.objects.get()
    analyst = StaffFactory(role=Role.ANALYST)
    client.force_login(analyst)
    one = reverse("reading_one", args=[page.survey_id, response.pk])
    assert NAME in client.get(one).content.decode()
    client.post(f"{one}show/", {"show": "no", "why": "It names a neighbour."})
    assert PublicAnswer.objects.get().showing == Showing.REFUSED
    client.force_login(member)
    assert "It names a neighbour." in client.get(reverse("given_answers")).content.decode()
    client.force_login(analyst)
    assert client.post(f"{one}show/", {"show": "yes", "why": "It is better read now."}).status_code == 302
    assert NAME in body(client, page)
    assert set(AuditEntry.objects.filter(actor=analyst.opaque_id).values_list("action", flat=True)) >= {
        "survey.answer_shown",
        "survey.answer_refused",
    }


def test_a_decision_without_a_reason_is_asked_for_again(client):
    page = public_page()
    send(client, page)
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.ANALYST))
    one = reverse("reading_one", args=[page.survey_id, Response.objects.get().pk])
    answer = client.post(f"{one}show/", {"show": "yes", "why": ""})
    assert answer.status_code == 422
    assert "Write why." in answer.content.decode()
    assert PublicAnswer.objects.get().showing == Showing.WAITING


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_no_other_role_decides(client, role):
    page = public_page()
    send(client, page)
    tasks.fold_pending()
    staff = StaffFactory(role=role)
    client.force_login(staff)
    one = reverse("reading_one", args=[page.survey_id, Response.objects.get().pk])
    assert client.post(f"{one}show/", {"show": "yes", "why": "I like it"}).status_code == 404
    with pytest.raises(linking.MayNot):
        showing.decide(response=Response.objects.get(), by=staff, show=True, why="I like it")


def test_nobody_looks_up_the_account_behind_a_public_answer(client):
    page = public_page()
    send(client, page, MemberFactory(profile__display_name="Robin"))
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.ANALYST))
    one = reverse("reading_one", args=[page.survey_id, Response.objects.get().pk])
    assert client.post(one, {"why": "I want to know"}).status_code == 403
    assert b"Robin" not in client.get(one).content


@pytest.mark.parametrize(
    ("words", "looked", "goes"),
    [
        ("Call me on 07700 900123", False, False),
        ("Call me on 07700 900123", True, True),
        ("I want to kill myself", True, False),
    ],
)
def test_words_that_screening_marks_are_held(client, words, looked, goes):
    page = public_page()
    send(client, page, words=words)
    tasks.fold_pending()
    asked = {"response": Response.objects.get(), "by": StaffFactory(role=Role.ANALYST), "show": True, "why": "So."}
    if goes:
        showing.decide(**asked, looked=looked)
    else:
        with pytest.raises(showing.Held):
            showing.decide(**asked, looked=looked)
    assert (PublicAnswer.objects.get().showing == Showing.SHOWN) is goes


def test_what_is_marked_is_said_to_the_analyst_and_refused_until_they_looked(client):
    page = public_page()
    send(client, page, words="Call me on 07700 900123")
    tasks.fold_pending()
    client.force_login(StaffFactory(role=Role.ANALYST))
    one = reverse("reading_one", args=[page.survey_id, Response.objects.get().pk])
    assert "Personal details" in client.get(one).content.decode()
    assert "Look at what is marked" in client.post(f"{one}show/", {"show": "yes", "why": "ok"}).content.decode()


def test_what_is_taken_back_vanishes_at_once_also_from_kept_pages(client):
    page, member = public_page(), MemberFactory()
    shown(client, page, member=member)
    before = current_version()
    linking.withdraw(user=member, survey_id=page.survey_id)
    assert NAME not in body(client, page)
    assert current_version() != before
    assert not PublicAnswer.objects.exists()


def test_the_receipt_code_takes_it_off_the_page_too(client):
    page = public_page()
    response = shown(client, page)
    before = current_version()
    receipts.withdraw_by(response.receipt_hash)
    assert NAME not in body(client, page)
    assert current_version() != before


def test_deleting_the_account_takes_it_off_the_page_and_leaves_the_answer_counted(client):
    page, member = public_page(), MemberFactory()
    shown(client, page, member=member)
    before = current_version()
    delete_account(user=member)
    assert NAME not in body(client, page)
    assert current_version() != before
    assert Response.objects.count() == 1
    assert not PublicAnswer.objects.exists()


def test_it_is_off_the_page_while_the_account_is_switched_off(client):
    page, member = public_page(), MemberFactory()
    response = shown(client, page, member=member)
    for is_on in (False, True):
        user, before = User.objects.get(pk=member.pk), current_version()
        user.is_active = is_on
        user.save()
        assert (NAME in body(client, page)) is is_on
        assert current_version() != before
        client.force_login(StaffFactory(role=Role.ANALYST))
        desk = client.get(reverse("reading_one", args=[page.survey_id, response.pk])).content.decode()
        assert ("Not on the page now" in desk) is not is_on


def test_switching_off_somebody_who_is_not_shown_leaves_kept_pages_as_they_are(client):
    page, member = public_page(), MemberFactory()
    send(client, page, member=member)
    user, before = User.objects.get(pk=member.pk), current_version()
    user.is_active = False
    user.save()
    assert current_version() == before


def test_nobody_is_let_be_shown_while_their_account_is_switched_off(client):
    page, member = public_page(), MemberFactory()
    send(client, page, member=member)
    tasks.fold_pending()
    User.objects.filter(pk=member.pk).update(is_active=False)
    with pytest.raises(showing.Held):
        showing.decide(response=Response.objects.get(), by=StaffFactory(role=Role.ANALYST), show=True, why="So.")


def test_sending_and_refusing_leave_kept_pages_as_they_are(client):
    page, member = public_page(), MemberFactory()
    before = current_version()
    send(client, page, member)
    assert current_version() == before


def test_somebody_who_says_that_they_are_under_18_after_all_is_shown_no_more(client):
    page, member = public_page(), MemberFactory()
    shown(client, page, member=member)
    before = current_version()
    member.profile.age_band = AgeBand.FROM_16
    member.profile.save()
    assert NAME not in body(client, page)
    assert current_version() != before


def test_other_levels_have_no_such_page(client):
    page = make_page()
    assert client.get(reverse("consultation_answers", args=[page.slug])).status_code == 404


def test_the_database_refuses_a_public_answer_at_another_level():
    role = make_survey(anonymity=AnonymityLevel.ROLE, link_role=Role.DSL)
    link = linking.link(survey=role, user=MemberFactory(), receipt_hash="a" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicAnswer.objects.create(link=link, name=NAME)


def test_sending_twice_at_once_gives_one_response(client):
    page, member = public_page(), MemberFactory()
    draft, _cookie = make_draft(page.survey)
    how = {
        "receipts": {draft.pk: "d" * 64},
        "account": lambda _pk: "e" * 64,
        "member": lambda: member,
        "public_name": NAME,
    }
    assert actions.submit(hashes=[draft.pk], slug=page.slug, **how) == actions.Sent.YES
    assert actions.submit(hashes=[draft.pk], slug=page.slug, **how) == actions.Sent.YES
    other, _cookie = make_draft(page.survey)
    how["receipts"] = {other.pk: "f" * 64}
    assert actions.submit(hashes=[other.pk], slug=page.slug, **how) == actions.Sent.SPENT
    assert PendingResponse.objects.count() == PublicAnswer.objects.count() == 1
