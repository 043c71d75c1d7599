"""Who will see answers: made from live roles, never stale, and never made untrue while a consultation is public."""

import gzip
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.forms import Form
from django.urls import reverse
from wagtail.models import Locale

from config.env import ROOT
from core.pages.frame import forget
from core.people.actions import assign_role, withdraw_role
from core.people.enums import Role
from core.people.models import User
from core.people.viewsets import StandsInTheForm
from surveys.models import ConsultationPage, Survey
from surveys.seeing import folded, untrue_of, who_sees
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.consultations import administrator
from tests.factories.people import StaffFactory, UserFactory
from tests.factories.surveys import make_page, make_survey
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
WORDS = re.findall(r"[a-z]{5,}", (ROOT / "docs/architecture.md").read_text())


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget()


def analyst(employer="Harbour Council", **more):
    return StaffFactory(role=Role.ANALYST, employer=employer, factor=False, **more)


def panel(client, slug="after-dark"):
    return client.get(f"/consultations/{slug}/").content.decode()


@pytest.mark.parametrize(
    "employer",
    [
        "Marlow Police",
        "MARLOW CONSTABULARY",
        "Office of the Police and Crime Commissioner",
        "P.S.N.I.",
        "Heddlu Dyfed-Powys",
        "Police Scotland",
        "The Met",
        "Pôlice of Marlow",
    ],
)
def test_a_police_employer_is_known_by_its_name(employer):
    assert "police" in {each.value for each in untrue_of(employer, works_for_police=False, roles=[])}


@pytest.mark.parametrize(
    "employer", ["Harbour Council", "Policy Institute", "Metropolitan Borough of Marlow", "", "Fire"]
)
def test_others_are_not_taken_for_police(employer):
    assert untrue_of(employer, works_for_police=False, roles=[]) == frozenset()


def test_names_are_folded_to_plain_letters():
    assert folded("  É.-M. Police ") == "e m police"


def test_it_names_roles_and_employers_of_those_who_hold_them_now(client):
    make_page()
    analyst("Harbour Council", area=AreaFactory())
    analyst("Tide Research")
    UserFactory(is_superuser=True, username="root", employer="Web House")
    analyst("Gone Ltd", is_active=False)
    StaffFactory(role=Role.DSL, employer="Safe Trust", factor=False)
    StaffFactory(role=Role.MODERATOR, employer="Not Named Ltd", factor=False)
    body = panel(client)
    assert "Analyst (Harbour Council, Tide Research)" in body
    assert "Administrator (Web House)" in body
    assert "The lead works for Safe Trust" in body
    assert "Gone Ltd" not in body
    assert "Not Named Ltd" not in body


def test_beyond_a_handful_employers_are_counted_and_a_page_of_its_own_names_them_all(client):
    make_page()
    for number in range(9):
        analyst(f"Harbour Body {number}")
    body = panel(client)
    assert "Harbour Body 3 and 5 more)" in body
    assert "Harbour Body 4" not in body
    own = reverse("consultation_who", args=["after-dark"])
    assert f'href="{own}"' in body
    assert all(f"Harbour Body {number}" in client.get(own).content.decode() for number in range(9))
    assert f'href="{own}"' not in client.get(own).content.decode()


def test_a_handful_is_named_whole_without_a_link_to_more(client):
    make_page()
    for number in range(4):
        analyst(f"Harbour Body {number}")
    body = panel(client)
    assert "Harbour Body 3)" in body
    assert reverse("consultation_who", args=["after-dark"]) not in body


@pytest.mark.parametrize("many", [8, 60])
@pytest.mark.parametrize("prefix", ["", "/cy", "/ar"])
@pytest.mark.parametrize("level", [{}, {"anonymity": "role", "link_role": Role.DSL}, {"anonymity": "public"}])
def test_however_many_employ_readers_the_pages_are_at_most_14_kilobytes_with_their_style(client, prefix, level, many):
    PartnershipFactory()
    make_page(survey=make_survey(**level), title="What should the old lifeboat house become?")
    if prefix:
        made = ConsultationPage.objects.get()
        made.locale = Locale.objects.get_or_create(language_code=prefix[1:])[0]
        made.save()
    for number in range(many):
        role = (Role.ANALYST, Role.DSL)[number % 2]
        name = f"{WORDS[number * 7]} {WORDS[number * 11 + 3]} {WORDS[number * 13 + 5]} Trust"
        StaffFactory(role=role, employer=name, factor=False)
    style = (ROOT / "site/core/ui/static/ui/css/sayso.css").read_bytes()
    for path in ("", "answer/", "who/"):
        answer = client.get(f"{prefix}/consultations/after-dark/{path}")
        assert answer.status_code == 200
        size = len(gzip.compress(answer.content, 6)) + len(gzip.compress(style, 9))
        assert size <= 14_000, path


def test_it_is_shown_where_answering_begins_too(client):
    make_page()
    analyst("Harbour Council")
    body = client.get("/consultations/after-dark/answer/").content.decode()
    assert "Analyst (Harbour Council)" in body
    assert "freedom of information" in body
    assert "safeguarding lead" in body


def test_where_someone_works_for_the_police_it_says_so(client):
    analyst("Marlow Police")
    make_page()
    body = panel(client)
    assert "Some of them work for the police." in body
    assert "works for the police" not in body


def test_where_a_reader_is_a_youth_worker_or_of_a_school_it_does_not_deny_that(client):
    worker = analyst("Harbour College")
    assign_role(by=None, user=worker, role=Role.YOUTH_WORKER)
    make_page()
    body = panel(client)
    assert "the youth worker in the room" not in body
    assert "your school" not in body.split('id="who"')[1].split("</section>")[0]


def test_it_changes_with_every_role_and_employer_and_costs_nothing_in_between(client):
    make_page()
    user = analyst("Harbour Council")
    assert "Harbour Council" in panel(client)
    user.employer = "Tide Research"
    user.save()
    assert "Tide Research" in panel(client)
    withdraw_role(by=None, user=user, role=Role.ANALYST)
    assert "Tide Research" not in panel(client)
    assign_role(by=None, user=user, role=Role.ANALYST)
    assert "Tide Research" in panel(client)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert "Tide Research" not in panel(client)
    user.is_active = True
    user.save()
    assert "Tide Research" in panel(client)
    user.delete()
    assert "Tide Research" not in panel(client)
    root = UserFactory(is_superuser=True, username="root", employer="Web House")
    assert "Web House" in panel(client)
    root.is_superuser = False
    root.save()
    assert "Web House" not in panel(client)
    who_sees()
    with assert_queries(0):
        who_sees()


def test_what_members_and_sign_ins_write_leaves_kept_pages_alone(client, django_assert_num_queries):
    from core.pages.models import PageVersion

    user, member = analyst(), UserFactory()
    before = list(PageVersion.objects.values_list("number"))
    user.save(update_fields=["last_login"])
    member.set_password("another long walk")
    member.save()
    UserFactory()
    assign_role(by=None, user=analyst_less(), role=Role.EDITOR)
    assert list(PageVersion.objects.values_list("number")) == before


def analyst_less():
    return UserFactory(employer="Harbour Council")


def refused(do):
    with pytest.raises(ValidationError, match="is open or about to open"):
        do()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.DSL])
def test_the_police_get_no_reading_role_while_a_page_denies_it(role):
    make_page()
    officer = UserFactory(employer="Marlow Police")
    refused(lambda: assign_role(by=None, user=officer, role=role))
    assert not officer.roles.exists()
    assign_role(by=None, user=officer, role=Role.EDITOR)


@pytest.mark.parametrize("state", ["closed", "draft", "said"])
def test_where_no_page_denies_it_they_may(state):
    if state == "closed":
        make_page(survey=make_survey(opens=-9, closes=-1))
    elif state == "draft":
        make_survey().unpublish()
    else:
        analyst("Marlow Police")
        make_page()
    assign_role(by=None, user=UserFactory(employer="Marlow Police"), role=Role.ANALYST)


def test_before_it_opens_it_is_refused_too():
    make_page(survey=make_survey(opens=3, closes=9))
    officer = UserFactory(employer="Marlow Police")
    refused(lambda: assign_role(by=None, user=officer, role=Role.ANALYST))


def test_a_reader_does_not_move_to_the_police_meanwhile():
    make_page()
    user = analyst()
    for name, value in (("employer", "Marlow Police"), ("works_for_police", True)):
        held = User.objects.get(pk=user.pk)
        setattr(held, name, value)
        refused(held.save)
    assert User.objects.get(pk=user.pk).employer == "Harbour Council"


def test_nor_does_somebody_of_the_police_become_an_administrator_or_come_back():
    officer = analyst("Marlow Police", is_active=False)
    root = UserFactory(employer="Marlow Police")
    make_page()
    officer.is_active = True
    refused(officer.save)
    root.is_superuser = True
    refused(root.save)
    refused(lambda: UserFactory(is_superuser=True, employer="Marlow Police", username="root2"))


def test_nor_does_a_youth_worker_read_answers_meanwhile():
    make_page()
    user = analyst()
    refused(lambda: assign_role(by=None, user=user, role=Role.YOUTH_WORKER))


def test_the_form_of_people_says_it_beside_the_field_and_keeps_what_was_typed(client):
    make_page()
    client.force_login(administrator())
    new = {"username": "officer", "email": "o@example.org", "employer": "Marlow Police", "roles": ["analyst:"]}
    new["is_active"] = "on"
    answer = client.post(reverse("wagtailusers_users:add"), new)
    assert answer.status_code == 200
    assert "is open or about to open" in str(answer.context["form"].errors["roles"])
    assert b"Marlow Police" in answer.content
    assert not User.objects.filter(username="officer").exists()


def test_the_form_takes_the_role_away_and_the_new_employer_in_one_go(client):
    make_page()
    user = analyst(username="amira", email="a@example.org")
    client.force_login(administrator())
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    changed = {"username": "amira", "email": "a@example.org", "employer": "Marlow Police", "is_active": "on"}
    refused_there = client.post(address, {**changed, "roles": ["analyst:"]})
    assert "is open or about to open" in str(refused_there.context["form"].errors["employer"])
    assert client.post(address, changed).status_code == 302
    assert User.objects.get(pk=user.pk).employer == "Marlow Police"


def test_the_command_that_makes_an_administrator_keeps_the_promise():
    make_page()
    call_command("createsuperuser", username="root", email="r@example.org", interactive=False)
    assert User.objects.get(username="root").is_superuser
    assert who_sees().unknown


def test_only_the_level_that_is_true_can_be_stored():
    from django.db import IntegrityError

    survey = make_survey()
    with pytest.raises(IntegrityError):
        Survey.objects.filter(pk=survey.pk).update(anonymity="public")


def test_what_comes_up_after_the_form_was_read_stands_in_the_form():
    class Late:
        def form_valid(self, form):
            raise ValidationError("This would make that untrue.")

        def form_invalid(self, form):
            return form.non_field_errors()

    class View(StandsInTheForm, Late):
        pass

    form = Form({})
    assert form.is_valid()
    assert View().form_valid(form) == ["This would make that untrue."]
