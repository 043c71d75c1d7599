"""Where sessions are kept: Django's table, under a hash of the cookie instead of the cookie itself.

Whoever reads the table (a dump, a backup, the list of sign-ins) cannot sign in with what it says, and a SignIn can
name its session without holding a key to it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore as TableStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone


def row_key(cookie: str) -> str:
    """The primary key (40 characters: 160 bits of SHA-256, in hex) of the session whose cookie is `cookie`."""
    return hashlib.sha256(b"sayso session:" + cookie.encode("utf-8", "surrogatepass")).hexdigest()[:40]


class SessionStore(TableStore):
    """Django's database sessions, each row found by `row_key` of the cookie."""

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(
            session_key=row_key(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=row_key(session_key)).exists()

    def create_model_instance(self, data: Any) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = row_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        cookie = session_key or self.session_key
        if cookie is not None:
            Session.objects.filter(session_key=row_key(cookie)).delete()

    async def aload(self) -> dict[str, Any]:
        return await sync_to_async(self.load)()

    async def aexists(self, session_key: str) -> bool:
        return await sync_to_async(self.exists)(session_key)

    async def asave(self, must_create: bool = False) -> None:
        await sync_to_async(self.save)(must_create)

    async def adelete(self, session_key: str | None = None) -> None:
        await sync_to_async(self.delete)(session_key)
