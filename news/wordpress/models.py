"""Moving in from WordPress: the export that somebody uploaded, its posts, and what lasts: which old address is which
page now."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from news.wordpress.enums import ExportState, PostState

# Below `documents/`, which no web server hands out.
FOLDER = "documents/moving-in"


class WordpressExport(models.Model):
    """One uploaded export. `terms` are its categories and tags as {name, count, topic}: the id of a topic, "new" or ""
    for none. Gone, with its files and posts, a month after it was last touched."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    parent = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("where to"))
    file = models.FileField(upload_to=FOLDER)
    uploads = models.FileField(upload_to=FOLDER, blank=True)
    fetches = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.READING)
    problem = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    terms = models.JSONField(default=list)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.token)


class ExportedPost(models.Model):
    """One post (or, with `is_file`, one uploaded file) of an export, ready to become a draft."""

    export = models.ForeignKey(WordpressExport, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    is_file = models.BooleanField(default=False)
    old_id = models.CharField(max_length=40, blank=True)
    guid = models.CharField(max_length=255)
    old_path = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.NEW)
    data = models.JSONField(default=dict)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="one_number_a_post")]
        indexes = [models.Index(fields=["export", "old_id"], name="exported_old_id")]

    def __str__(self) -> str:
        return self.title


class MovedPost(models.Model):
    """Which page a post of the old site `source` became, and where it lived there. Kept, so that a second import adds
    only what is new, and so that old addresses lead on."""

    source = models.CharField(max_length=200)
    guid = models.CharField(max_length=255)
    old_path = models.CharField(_("old address"), max_length=255, blank=True)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    moved_on = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="one_page_a_moved_post")]

    def __str__(self) -> str:
        return self.old_path


class MovedFile(models.Model):
    """Which picture or document a file of the old site became."""

    address = models.CharField(max_length=500, unique=True)
    image = models.ForeignKey(get_image_model_string(), models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(get_document_model_string(), models.CASCADE, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.address
