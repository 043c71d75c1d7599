"""The index of words, the words that staff edit, and words with which nothing was found."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.search.enums import GroupKind
from core.search.stems import LONGEST_WORD, words_in

MOST_LINES = 40
LONGEST_PHRASE = 5


class IndexedWord(models.Model):
    """A stem stands in one thing that the public can find. Rows change in its own transaction."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    stem = models.CharField(max_length=LONGEST_WORD)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["stem", "kind", "object_id", "weight"], name="search_by_stem"),
            models.Index(fields=["kind", "object_id"], name="search_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.stem} in {self.kind} {self.object_id}"


class KnownWord(models.Model):
    """A word that stood in the index at some time, as it was written: what a slip of the finger may have meant."""

    word = models.CharField(max_length=LONGEST_WORD, unique=True)
    stem = models.CharField(max_length=LONGEST_WORD, db_index=True)

    def __str__(self) -> str:
        return self.word


class WordGroup(models.Model):
    """Words that mean the same, or words that bring the emergency numbers to the top. Edited by staff."""

    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("Only staff see it."))
    kind = models.CharField(_("what it does"), max_length=8, choices=GroupKind.choices, default=GroupKind.SAME)
    words = models.TextField(
        _("words"), help_text=_("One word or short phrase a line. Endings do not matter: stab also finds stabbed.")
    )

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("words for search")
        verbose_name_plural = _("words for search")

    def __str__(self) -> str:
        return self.name

    @property
    def lines(self) -> list[list[str]]:
        """Each line as its words, folded; empty ones left out."""
        return [words for line in self.words.splitlines() if (words := words_in(line))]

    def clean(self) -> None:
        """Refuse what search could not use. Raises ValidationError."""
        super().clean()
        lines = self.lines
        if not lines or len(lines) > MOST_LINES:
            raise ValidationError({"words": _("Write between 1 and %(most)s lines.") % {"most": MOST_LINES}})
        if any(len(line) > LONGEST_PHRASE for line in lines):
            raise ValidationError({"words": _("Keep each line to %(most)s words.") % {"most": LONGEST_PHRASE}})


class MissedWord(models.Model):
    """How often a word led to nothing on one day. Only words that several searches shared, never a search."""

    word = models.CharField(max_length=LONGEST_WORD)
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "day"], name="one_miss_a_word_and_day")]

    def __str__(self) -> str:
        return f"{self.word} {self.day}"
