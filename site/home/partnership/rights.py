"""Who may change the register, and who reads messages."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from core.people.enums import Role
from core.people.groups import group_for

READING = ("view_contactmessage", "change_contactmessage", "delete_contactmessage", "view_partnerorganisation")
# The register has no drafts: what is saved there shows at once, so it is for those who approve.
REGISTER = ("add_partnerorganisation", "change_partnerorganisation", "delete_partnerorganisation")


def grant() -> None:
    """Give editors and approvers everywhere their rights on messages and on the register. Idempotent; editors of one
    area read the register where they choose partners, and no messages. Writes groups' permissions."""
    _may(group_for(Role.EDITOR), READING)
    _may(group_for(Role.APPROVER), (*READING, *REGISTER))


def _may(group: Group, codenames: tuple[str, ...]) -> None:
    group.permissions.add(*Permission.objects.filter(content_type__app_label="partnership", codename__in=codenames))
