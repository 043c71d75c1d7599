"""Writes of the import: holding rows for the dry run, and taking them in, all or nothing."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from core.audit.actions import record
from core.people.models import User
from support.exchange.cells import Row
from support.exchange.planning import Outcome, Plan, State, plan_import
from support.models import Service, ServiceImport

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
    """Write the rows of `held` as drafts in one transaction: nothing is published and nothing deleted.

    `digest` is that of the plan which the person saw. Audited with numbers only. Raises NotAsShown.
    """
    with transaction.atomic():
        plan = plan_import(held.rows, user, is_feed=held.is_feed)
        if plan.digest != digest or not plan.can_go_ahead:
            raise NotAsShown
        slugs = set(Service.objects.values_list("slug", flat=True))
        for outcome in plan.outcomes:
            _save(outcome, user, slugs)
        record(
            "support.imported",
            actor=user.opaque_id,
            new=plan.count(State.NEW),
            changed=plan.count(State.CHANGED),
        )
        held.delete()
    return plan


def _save(outcome: Outcome, user: User, slugs: set[str]) -> None:
    service = outcome.service
    if service is None:
        return
    if service.organisation.pk is None:
        service.organisation.save()
        log(instance=service.organisation, action="wagtail.create", user=user)
    service.organisation = service.organisation  # its key, now that it has one
    if outcome.state is State.NEW:
        service.slug = _free_slug(service.name, slugs)
        service.save()
        log(instance=service, action="wagtail.create", user=user)
    service.save_revision(user=user, log_action=True, clean=False)


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:70] or "service"
    slug = next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)
    taken.add(slug)
    return slug
