"""What publishing needs beside Wagtail's own: links to read a draft, urgent changes, names of versions, a heartbeat."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from home.publishing.enums import Answer, UrgentKind


class PreviewLink(models.Model):
    """A link by which one named person reads a page before it is public. Only the digest of its token is kept."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="preview_links")
    token_hash = models.CharField(max_length=64, unique=True)
    for_name = models.CharField(_("who it is for"), max_length=120)
    expires_at = models.DateTimeField(_("works until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["expires_at"], name="preview_links_ended")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.expires_at:%Y-%m-%d}"

    @property
    def works(self) -> bool:
        """Whether it opens the page now."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class UrgentPageChange(models.Model):
    """A correction or taking down that did not wait for an approver, why, and what an approver said since."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="urgent_changes")
    kind = models.CharField(_("what"), max_length=10, choices=UrgentKind.choices)
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    look_by = models.DateField(_("to be looked at by"))
    before = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    after = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    with_it = models.JSONField(
        default=list, help_text=_("[page, its live version] of each that was taken down with it")
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_at_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)

    class Meta:
        ordering = ["look_by", "pk"]
        indexes = [models.Index(fields=["look_by"], condition=models.Q(looked_at=None), name="urgent_pages_waiting")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.kind}"


class VersionName(models.Model):
    """What staff call one version of a page, such as “As sent to the board”. A named version is never pruned."""

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="version_name")
    name = models.CharField(_("name"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """One row: when the job that publishes on time last went through."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
