"""Writes of the import: holding rows for the dry run, and taking them in, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.text import slugify

from core.audit.actions import record
from core.people.models import User
from support.exchange.cells import Row
from support.exchange.planning import Plan, State, plan_import
from support.exchange.writing import made_ready, tell, write
from support.models import Organisation, Service, ServiceImport

KEPT_FOR = timedelta(days=1)


class NotAsShown(Exception):
    """What the rows would do is no longer what the person saw and agreed to, or they cannot be taken in at all."""


def hold_rows(*, user: User, rows: list[Row], is_feed: bool) -> ServiceImport:
    """Keep `rows` until `user` confirms them. Earlier ones of the same person go."""
    with transaction.atomic():
        ServiceImport.objects.filter(made_by=user).delete()
        return ServiceImport.objects.create(made_by=user, rows=rows, is_feed=is_feed)


def forget_old_imports() -> int:
    """Delete rows that nobody confirmed within a day. Returns how many imports went."""
    return ServiceImport.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def take_in(*, held: ServiceImport, user: User, digest: str) -> Plan:
    """Write the rows of `held` as drafts, all or none of them: nothing is published and nothing deleted.

    `digest` is that of the plan which the person saw. Planning and making ready take seconds and hold nobody up; the
    one transaction writes for less than a second. Audited with numbers only. Raises NotAsShown, also when services or
    organisations changed while it was planned.
    """
    before = _stand()
    plan = plan_import(held.rows, user, is_feed=held.is_feed)
    if plan.digest != digest or not plan.can_go_ahead:
        raise NotAsShown
    ready = made_ready(_with_slugs(plan))
    with transaction.atomic():
        # The first statement is a write, so that from here on nobody else's comes between.
        if not ServiceImport.objects.filter(pk=held.pk).delete()[0] or _stand() != before:
            raise NotAsShown
        write(ready, user)
        record(
            "support.imported",
            actor=user.opaque_id,
            new=plan.count(State.NEW),
            changed=plan.count(State.CHANGED),
        )
    tell(ready)
    return plan


def _stand() -> dict[str, Any]:
    """What moves whenever a service, its draft or its lock, or an organisation changes. Two queries."""
    services = Service.objects.aggregate(
        count=Count("pk"), newest=Max("pk"), drafts=Sum("latest_revision_id"), locked=Count("pk", filter=Q(locked=True))
    )
    organisations = Organisation.objects.aggregate(count=Count("pk"), newest=Max("pk"))
    return {"services": services, "organisations": organisations}


def _with_slugs(plan: Plan) -> Iterator[Service]:
    """The services that the plan would write, the new ones with an address of their own."""
    taken = set(Service.objects.values_list("slug", flat=True))
    for outcome in plan.outcomes:
        service = outcome.service
        if service is None:
            continue
        if outcome.state is State.NEW:
            service.slug = _free_slug(service.name, taken)
        yield service


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:70] or "service"
    slug = next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)
    taken.add(slug)
    return slug
