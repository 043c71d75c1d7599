"""Who uses Sayso: accounts, profiles, roles and sign-in."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils.translation import gettext_noop


class PeopleConfig(AppConfig):
    """Accounts, and what other apps are told about them."""

    name = "core.people"
    label = "people"

    def ready(self) -> None:
        from core.audit import registry  # noqa: PLC0415 - models are ready only now
        from core.due import registry as due  # noqa: PLC0415
        from core.people import copies, queries, sign_ins  # noqa: PLC0415

        registry.register("role.assigned", gettext_noop("Gave somebody a role"))
        registry.register("role.withdrawn", gettext_noop("Took a role away"))
        registry.register("account.deleted", gettext_noop("Deleted an account"))
        user_logged_in.connect(sign_ins.remember, dispatch_uid="people.sign_in")
        user_logged_out.connect(sign_ins.forget, dispatch_uid="people.sign_out")
        copies.register("account", queries.held_about)
        due.register("people.dead_sign_ins", 24 * 3600, sign_ins.drop_dead)
