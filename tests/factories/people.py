"""People for tests: a bare user, a member with a profile, and staff with a role. The password is `PASSWORD`."""

import factory
from django.contrib.auth.hashers import make_password

from core.people.enums import AgeBand, Role
from core.people.models import Profile, User
from core.people.names import fold

PASSWORD = "a long walk by the river"


class UserFactory(factory.django.DjangoModelFactory):
    """Someone who can sign in with `PASSWORD`, without profile, role or e-mail."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class MemberFactory(UserFactory):
    """A member with a Profile; `MemberFactory(profile__age_band="13-15", profile__area=area)`."""

    @factory.post_generation
    def profile(user, create, extracted, **kwargs):
        display = kwargs.pop("display_name", user.username)
        kwargs = {"display_name": display, "folded_name": fold(display), "age_band": AgeBand.FROM_18, **kwargs}
        user.profile = Profile.objects.create(user=user, **kwargs)


class StaffFactory(MemberFactory):
    """Staff with one role: `StaffFactory(role=Role.MODERATOR, area=None)`; `factor=False` leaves the second factor out.

    A second factor is set up unless `factor=False`.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True
        exclude = ()

    username = factory.Sequence(lambda n: f"staff{n}")
    employer = "Brackenshire Council (fictional)"

    @classmethod
    def _create(cls, model_class, *args, role=Role.MODERATOR, area=None, factor=True, **kwargs):
        from core.people.actions import assign_role

        user = super()._create(model_class, *args, **kwargs)
        assign_role(by=None, user=user, role=role, area=area)
        if factor:
            from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

            TOTP.activate(user, generate_totp_secret())
        return user
