"""AuditEntry (append-only) and AuditSeal (the hash chain over ranges of entries)."""

from django.db import models


class AuditEntry(models.Model):
    """One thing that was done: ids, codes and times; never words, names, e-mail or network addresses."""

    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=60)
    actor = models.UUIDField(null=True, blank=True, help_text="A person's opaque id; empty for the system.")
    target = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} {self.action} {self.target}"


class AuditSeal(models.Model):
    """The hash over a run of entries and the seal before it (SHA-256, hex)."""

    first = models.BigIntegerField(unique=True)
    last = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
