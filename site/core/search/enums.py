"""Fixed choices of search."""

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """What a group of words is for."""

    SAME = "same", _("Words that mean the same")
    CRISIS = "crisis", _("Words that bring the emergency numbers to the top")


class Weight(IntEnum):
    """How much a word counts by where it stands."""

    TITLE = 8
    SUMMARY = 4
    TEXT = 1
