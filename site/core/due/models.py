"""Who runs the due jobs now."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """One row: which worker (a random name) runs due jobs, and until when. Renewed often: the heartbeat too."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} until {self.until:%H:%M:%S}"
