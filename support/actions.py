"""Writes of support."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from core.notifications import notify
from core.people.enums import Role
from core.people.models import User
from support.models import Service, ServiceReport

KEEPERS = (Role.EDITOR, Role.SAFEGUARDING_APPROVER)


@transaction.atomic
def report_wrong(*, service: Service, text: str) -> ServiceReport:
    """Store what a reader says is wrong with `service` (at most 300 characters, checked by the form for personal data)
    and tell those who keep it right. Writes one row, and a notification each, which holds none of the words."""
    report = ServiceReport.objects.create(service=service, text=text)
    address = reverse("service_reports:edit", args=[report.pk])
    for person in keepers(service):
        notify(person, "service.report", url=address)
    return report


def keepers(service: Service) -> QuerySet[User]:
    """The active people who keep `service` right: editors of its areas or of everywhere, and safeguarding approvers."""
    here = Q(roles__area=None) | Q(roles__area__in=service.areas.all())
    return User.objects.filter(here, roles__role__in=KEEPERS, is_active=True).distinct()
