"""How often somebody can send: each mode does what its sentence says, and leads from nobody to a response."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.enums import Role
from surveys import actions, attempts, bots, onlyonce, rights, tasks
from surveys.enums import OnceOnly
from surveys.models import Draft, InvitationCode, PendingResponse, Response, SpentKey
from surveys.queries import definition_of
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import full_document, make_page, make_pending, make_survey
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def url(page, name):
    return reverse(f"consultation_{name}", args=[page.slug])


@pytest.fixture
def page():
    return make_page(survey=make_survey(once_only=OnceOnly.CODE))


@pytest.fixture
def codes(page):
    return onlyonce.make_codes(survey=page.survey, number=3, batch="Year 9", by=StaffFactory(role=Role.APPROVER))


def begin(client, page, **fields):
    return client.post(url(page, "answer"), fields, **OURS)


def ready(client, page):
    """Let the draft of `client` be full and a minute old."""
    hashes = [attempts.hash_of(page.survey_id, client.cookies[attempts.COOKIE].value.partition("-")[2])]
    drafts = Draft.objects.filter(pk__in=hashes)
    draft = drafts.get()
    drafts.update(document=full_document(page.survey), started_at=draft.started_at - attempts.KEPT_FOR)
    return hashes


@pytest.mark.parametrize("mode", OnceOnly.values)
def test_each_mode_says_on_the_page_what_it_guarantees(client, mode):
    page = make_page(survey=make_survey(once_only=mode))
    words = onlyonce.guarantee(mode)
    assert words in client.get(reverse("consultation", args=[page.slug])).content.decode()


def test_no_code_no_draft_and_the_box_for_it(client, page, codes):
    for answer in (begin(client, page), client.get(url(page, "answer"))):
        assert b"Your invitation code" in answer.content
        assert b"<title>Error:" not in answer.content
    assert not Draft.objects.exists()


@pytest.mark.parametrize("typed", ["AAAAA-AAAAA", "AAA", "", "\x00" * 10, "é" * 300])
def test_a_code_that_is_not_ours_opens_nothing_and_says_why(client, page, codes, typed):
    answer = begin(client, page, code=typed)
    assert answer.status_code == 200
    assert b"<title>Error:" in answer.content
    assert not Draft.objects.exists()


def test_a_code_of_another_survey_opens_nothing(client, codes):
    other = make_page(survey=make_survey(once_only=OnceOnly.CODE), slug="other")
    assert b"We do not know this code" in begin(client, other, code=codes[0]).content


def test_a_code_typed_any_way_opens_and_is_spent_with_the_answers(client, page, codes):
    begin(client, page, code=codes[0].lower().replace("-", " "))
    ready(client, page)
    assert client.post(url(page, "check")).url == url(page, "receipt")
    assert PendingResponse.objects.count() == 1
    assert SpentKey.objects.count() == 2
    client.cookies.clear()
    assert b"already sent answers" in begin(client, page, code=codes[0]).content


def test_two_who_began_with_one_code_make_one_response_and_the_other_loses_nothing(client, page, codes):
    begin(client, page, code=codes[0])
    first = ready(client, page)
    client.cookies.clear()
    begin(client, page, code=codes[0])
    ready(client, page)
    assert actions.submit(hashes=first, slug=page.slug) == actions.Sent.YES
    answer = client.post(url(page, "check"))
    assert answer.url == url(page, "key")
    assert b"Nothing that you wrote is lost" in client.get(answer.url).content
    assert Draft.objects.count() == 1
    assert PendingResponse.objects.count() == 1
    assert b"already sent" in client.post(answer.url, {"code": codes[0]}).content
    assert client.post(answer.url, {"code": codes[1]}).url == url(page, "check")
    assert client.post(url(page, "check")).url == url(page, "receipt")
    assert PendingResponse.objects.count() == 2


def test_answers_begun_before_codes_were_asked_for_are_told_and_kept(client):
    page = make_page()
    begin(client, page)
    hashes = ready(client, page)
    page.survey.once_only = OnceOnly.CODE
    page.survey.save()
    assert actions.submit(hashes=hashes, slug=page.slug) == actions.Sent.NEEDS_KEY
    assert client.post(url(page, "check")).url == url(page, "key")
    assert Draft.objects.count() == 1


def test_only_keyed_hashes_of_codes_are_kept_and_the_audit_holds_a_number(page, codes):
    assert InvitationCode.objects.count() == 3
    kept = repr(list(InvitationCode.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert AuditEntry.objects.get(action="survey.codes_made").facts == {"number": 3}


def test_tries_of_codes_are_limited_for_each_place(client, page, codes, monkeypatch):
    monkeypatch.setattr(bots, "INVITATION", bots.Limit("survey invitation test", 2))
    assert [begin(client, page, code="AAAAA-AAAAA").status_code for _one in range(3)] == [200, 200, 429]


@pytest.fixture
def members_page():
    return make_page(survey=make_survey(once_only=OnceOnly.ACCOUNT), slug="members")


def test_a_guest_is_asked_to_sign_in_and_comes_back(client, members_page):
    for answer in (client.get(url(members_page, "answer")), begin(client, members_page)):
        assert f"?next={url(members_page, 'answer')}" in answer.content.decode()
    assert not Draft.objects.exists()


def test_an_account_sends_once_from_whichever_phone(client, members_page):
    member = MemberFactory()
    client.force_login(member)
    begin(client, members_page)
    ready(client, members_page)
    assert client.post(url(members_page, "check")).url == url(members_page, "receipt")
    del client.cookies[attempts.COOKIE]
    assert b"Your account has answered" in begin(client, members_page).content
    client.force_login(MemberFactory())
    begin(client, members_page)
    assert Draft.objects.count() == 1


def test_of_two_phones_of_one_account_the_second_is_told_and_loses_nothing(client, members_page):
    client.force_login(MemberFactory())
    begin(client, members_page)
    ready(client, members_page)
    second = client.cookies[attempts.COOKIE].value
    del client.cookies[attempts.COOKIE]
    begin(client, members_page)
    ready(client, members_page)
    client.post(url(members_page, "check"))
    client.cookies[attempts.COOKIE] = second
    answer = client.post(url(members_page, "check"))
    assert answer.url == url(members_page, "key")
    assert b"Each account sends once" in client.get(answer.url).content
    assert Draft.objects.count() == 1


def test_whoever_signed_out_meanwhile_signs_in_and_sends(client, members_page):
    member = MemberFactory()
    client.force_login(member)
    begin(client, members_page)
    ready(client, members_page)
    kept = client.cookies[attempts.COOKIE].value
    client.logout()
    client.cookies[attempts.COOKIE] = kept
    answer = client.post(url(members_page, "check"))
    assert f"?next={url(members_page, 'check')}".encode() in client.get(answer.url).content
    client.force_login(member)
    client.cookies[attempts.COOKIE] = kept
    assert client.post(url(members_page, "check")).url == url(members_page, "receipt")


def test_no_row_joins_a_member_to_what_they_sent(client, members_page):
    from tests.surveys.test_folding import _rows_of_every_table

    member = MemberFactory()
    client.force_login(member)
    begin(client, members_page)
    draft = Draft.objects.get()
    spends = onlyonce.account_hash(members_page.survey_id, member)
    assert spends not in repr(vars(draft))
    ready(client, members_page)
    client.post(url(members_page, "check"))
    tasks.fold_pending()
    dump = _rows_of_every_table()
    assert [table for table, rows in dump.items() if spends in repr(rows)] == ["surveys_spentkey"]
    response = repr(vars(Response.objects.get()))
    assert not any(str(one) in response for one in (member.opaque_id, member.opaque_id.hex, member.username))


def test_only_account_mode_reads_who_is_signed_in(client):
    page = make_page(slug="free")
    client.force_login(MemberFactory())
    begin(client, page)
    ready(client, page)
    with assert_queries(5, at_most=True):
        client.post(url(page, "check"))


@pytest.mark.parametrize("responses", [0, 50])
def test_saving_takes_three_queries_and_sending_five_for_an_account_too(client, members_page, responses):
    make_pending(members_page.survey, responses)
    client.force_login(MemberFactory())
    begin(client, members_page)
    first = definition_of(members_page.survey.version).questions[0]
    with assert_queries(3, at_most=True):
        client.post(f"{url(members_page, 'answer')}{first.qid}/", {"answer": first.choices[0].cid, "go": "next"})
    ready(client, members_page)
    with assert_queries(5, at_most=True):
        answer = client.post(url(members_page, "check"))
    assert answer.url == url(members_page, "receipt")
    assert PendingResponse.objects.count() == responses + 1


@pytest.mark.parametrize(("role", "may"), [(Role.APPROVER, True), (Role.EDITOR, False), (Role.MODERATOR, False)])
def test_approvers_make_codes_that_are_shown_once(client, page, role, may):
    rights.grant()
    client.force_login(StaffFactory(role=role))
    address = reverse("wagtailsnippets_surveys_survey:make_codes", args=[page.survey_id])
    answer = client.post(address, {"number": 5, "batch": "Year 9"})
    assert (answer.status_code == 200) is may
    assert InvitationCode.objects.count() == (5 if may else 0)
    if may:
        rows = answer.content.decode().splitlines()
        assert len(rows) == 6
        code = rows[1].split(",")[0]
        assert InvitationCode.objects.filter(pk=onlyonce.invitation_hash(page.survey_id, code)).exists()
        printed = client.post(address, {"number": 2, "as": "print"})
        assert b"shown once" in printed.content


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", ""])
def test_a_number_out_of_bounds_makes_nothing(client, page, number):
    rights.grant()
    client.force_login(StaffFactory(role=Role.APPROVER))
    address = reverse("wagtailsnippets_surveys_survey:make_codes", args=[page.survey_id])
    assert client.post(address, {"number": number}).status_code == 422
    assert not InvitationCode.objects.exists()
