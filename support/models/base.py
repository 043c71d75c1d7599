"""What every record of support has."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin


class Identified(models.Model):
    """An integer key inside, and a `uuid` for everything that leaves: feeds, imports and the API."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Drafted(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Content with drafts, workflow, locking, history and preview in `/cms/`."""

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(app_label)s_%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(app_label)s_%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True

    @property
    def revisions(self) -> models.QuerySet:
        """Every saved version of this record."""
        return self._revisions


class Reviewed(models.Model):
    """Who is reminded when it is time to check this again: a member of staff, or a team's mailbox, or both."""

    review_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who is reminded"),
        limit_choices_to=models.Q(roles__isnull=False) | models.Q(is_superuser=True),
    )
    review_email = models.EmailField(
        _("mailbox of the team"), blank=True, help_text=_("A shared mailbox, never a person's.")
    )

    class Meta:
        abstract = True
