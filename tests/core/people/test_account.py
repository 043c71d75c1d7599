"""My account: change it, take a copy, delete it."""

import json

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command

from core.audit.models import AuditEntry
from core.people import actions, copies, erasure, recovery
from core.people.demo import PASSWORD as DEMO_PASSWORD
from core.people.demo import SIGN_INS
from core.people.demo import load as load_demo
from core.people.enums import Role
from core.people.groups import group_for
from core.people.models import Profile, SignIn, User
from core.people.rules import has_role
from tests.factories.areas import AreaFactory
from tests.factories.people import PASSWORD, MemberFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def otter(client):
    user = MemberFactory(username="quietotter", profile__display_name="Quiet Otter", profile__age_band="13-15")
    client.post("/account/login/", {"login": "quietotter", "password": PASSWORD})
    return user


def save(client, **changes):
    return client.post("/account/", {"name": "Quiet Otter", "shape": "b", "area": "", "age_group": "13-15", **changes})


def test_guests_sign_in_first(client):
    for address in ["", "words/", "words/new/", "copy/", "leave/", "second-step/", "email/", "password/change/"]:
        assert client.get(f"/account/{address}")["Location"].startswith("/account/login/")


def test_name_area_age_group_and_shape_can_be_changed(client, otter):
    AreaFactory(slug="tarn-moor")
    assert save(client, name="Loud Badger", area="tarn-moor", age_group="16-17", shape="c")["Location"] == "/account/"
    profile = Profile.objects.get()
    assert (profile.display_name, profile.folded_name, profile.area.slug) == ("Loud Badger", "loudbadger", "tarn-moor")
    assert (profile.age_band, profile.shape) == ("16-17", "c")
    assert User.objects.get(pk=otter.pk).username == "loudbadger"
    assert b"Hello, Loud Badger" in client.get("/account/").content


@pytest.mark.parametrize(
    "changes", [{"name": "Moderator"}, {"name": "taken"}, {"age_group": "9"}, {"shape": "z"}, {"area": "x"}]
)
def test_what_is_not_fine_is_refused_and_nothing_changes(client, otter, changes):
    MemberFactory(username="taken")
    assert save(client, **changes).status_code == 200
    assert Profile.objects.get(user=otter).display_name == "Quiet Otter"


def test_staff_without_a_profile_have_an_account_page(client):
    client.force_login(UserFactory(is_superuser=True, employer="X"))
    assert b"Your work here" in client.get("/account/").content


def test_the_account_page_costs_the_same_with_many_sign_ins(client, otter, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        client.get("/account/")


def test_a_copy_holds_everything_and_no_secret(client, otter):
    copies.register("toys", lambda user: [user.username])
    answer = client.get("/account/copy/")
    held = json.loads(answer.content)
    assert held["account"]["name people see"] == "Quiet Otter"
    assert held["toys"] == ["quietotter"]
    assert otter.password not in answer.content.decode()
    assert "my-copy.json" in answer["Content-Disposition"]
    del copies._parts["toys"]


@pytest.mark.parametrize("with_words", [False, True])
def test_deleting_takes_everything_away_and_signs_out(client, otter, with_words):
    proof = recovery.words_of(recovery.make(otter))[0] if with_words else PASSWORD
    gone = []
    erasure.register("toys", lambda user: gone.append(user.pk))
    assert client.post("/account/leave/", {"proof": proof})["Location"] == "/account/gone/"
    del erasure._parts["toys"]
    assert gone == [otter.pk]
    assert not User.objects.filter(pk=otter.pk).exists()
    assert (Profile.objects.count(), SignIn.objects.count(), Session.objects.count()) == (0, 0, 0)
    assert client.get("/account/").status_code == 302
    assert client.get("/account/gone/").status_code == 200


def test_a_wrong_proof_deletes_nothing(client, otter):
    assert client.post("/account/leave/", {"proof": "wrong"}).status_code == 200
    assert User.objects.filter(pk=otter.pk).exists()


def test_a_part_that_cannot_let_go_stops_the_whole_deletion(otter):
    def refuse(user):
        raise RuntimeError

    erasure.register("toys", refuse)
    with pytest.raises(RuntimeError):
        actions.delete_account(user=otter)
    del erasure._parts["toys"]
    assert User.objects.filter(pk=otter.pk).exists()


def test_erasing_a_person_keeps_the_audit_whole(otter):
    actions.delete_account(user=otter)
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.actor) == ("account.deleted", otter.opaque_id)
    assert "quietotter" not in str(vars(entry))
    call_command("audit", "verify", verbosity=0)


def test_new_recovery_words_ask_for_the_password_once_more(client, otter):
    assert client.post("/account/words/new/", {"proof": "wrong"}).status_code == 200
    assert recovery.left(otter) == 0
    assert client.post("/account/words/new/", {"proof": PASSWORD})["Location"] == "/account/words/"
    assert recovery.left(otter) == 10


def test_roles_become_groups_and_are_audited():
    admin, user, bay = UserFactory(is_superuser=True), MemberFactory(employer="X"), AreaFactory(name="Kestrel Bay")
    actions.assign_role(by=admin, user=user, role=Role.EDITOR, area=bay)
    assert [group.name for group in user.groups.all()] == ["Editors: Kestrel Bay"]
    assert user.has_perm("wagtailadmin.access_admin")
    assert has_role(user, Role.EDITOR, area_id=bay.pk)
    assert not has_role(user, Role.EDITOR, area_id=bay.pk + 1)
    actions.withdraw_role(by=admin, user=user, role=Role.EDITOR, area=bay)
    assert not user.groups.exists()
    assert not has_role(user, Role.EDITOR)
    entries = AuditEntry.objects.filter(target=f"person:{user.opaque_id}")
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("role.assigned", admin.opaque_id),
        ("role.withdrawn", admin.opaque_id),
    ]


def test_a_role_needs_an_employing_organisation():
    with pytest.raises(ValidationError):
        actions.assign_role(by=None, user=MemberFactory(employer=" "), role=Role.EDITOR)


def test_giving_a_role_twice_changes_nothing_and_other_groups_stay():
    user = MemberFactory(employer="X")
    other = Group.objects.create(name="Choir")
    user.groups.add(other)
    for _turn in range(2):
        actions.assign_role(by=None, user=user, role=Role.ANALYST)
    assert user.roles.count() == 1
    assert {group.name for group in user.groups.all()} == {"Choir", "Analysts"}


def test_only_roles_of_the_cms_open_it():
    opening = {role for role in Role if group_for(role).permissions.filter(codename="access_admin").exists()}
    assert opening == {Role.EDITOR, Role.APPROVER, Role.SAFEGUARDING_APPROVER, Role.AREA_LEAD}


def test_an_administrator_adds_and_changes_people_in_the_cms(client):
    admin = StaffFactory(is_superuser=True)
    AreaFactory(slug="kestrel-bay", name="Kestrel Bay")
    client.force_login(admin)
    new = {"username": "New Person", "email": "new@example.org", "employer": "", "roles": ["editor:kestrel-bay"]}
    assert "Say which organisation" in client.post("/cms/users/new/", new).content.decode()
    assert client.post("/cms/users/new/", {**new, "employer": "Council"}).status_code == 302
    user = User.objects.get(username="newperson")
    assert (user.has_usable_password(), user.is_staff) == (False, False)
    assert [group.name for group in user.groups.all()] == ["Editors: Kestrel Bay"]
    changed = {**new, "employer": "Council", "roles": ["moderator:"], "is_active": "on"}
    assert client.post(f"/cms/users/edit/{user.pk}/", changed).status_code == 302
    assert [(role, area) for role, area in user.roles.values_list("role", "area")] == [("moderator", None)]
    assert AuditEntry.objects.filter(action="role.assigned", actor=admin.opaque_id).count() == 2
    assert client.get("/cms/users/").status_code == 200


def test_deleting_somebody_in_the_cms_erases_and_is_audited(client):
    admin, otter = StaffFactory(is_superuser=True), MemberFactory()
    client.force_login(admin)
    assert client.post(f"/cms/users/delete/{otter.pk}/").status_code == 302
    assert not User.objects.filter(pk=otter.pk).exists()
    entry = AuditEntry.objects.get(action="account.deleted")
    assert (entry.actor, entry.target) == (admin.opaque_id, f"person:{otter.opaque_id}")


def test_nobody_acts_on_many_people_at_once(client):
    client.force_login(StaffFactory(is_superuser=True))
    otter = MemberFactory()
    assert client.post(f"/cms/bulk/people/user/delete/?id={otter.pk}").status_code == 404
    assert User.objects.filter(pk=otter.pk).exists()


def test_the_ten_demo_people_can_be_loaded_twice(client):
    import datetime

    for slug in ["marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross"]:
        AreaFactory(slug=slug, name=slug.replace("-", " ").title())
    for _turn in range(2):
        load_demo(datetime.date(2026, 11, 22))
    assert User.objects.filter(is_demo=True).count() == len(SIGN_INS) == 10
    young = User.objects.get(username="young")
    assert (young.email, young.profile.age_band) == ("", "13-15")
    assert User.objects.get(username="admin").is_superuser
    assert client.post("/account/login/", {"login": "areaeditor", "password": DEMO_PASSWORD}).status_code == 302
