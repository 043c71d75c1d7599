"""Who is signed in, in one query where Django takes two."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core.people.models import User
from core.people.session_store import SessionStore, row_key


def signed_in(request: HttpRequest) -> User | None:
    """Whom `request.user` would be; None for a guest. The session and its person come together, by their SignIn.

    Whatever is not exactly as usual (an older session, a key that was changed) is left to Django.
    """
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not cookie:
        return None
    key = row_key(cookie)
    session = Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).values("session_data")[:1]
    found = User.objects.filter(sign_ins__session=key, is_active=True).annotate(kept=Subquery(session)).first()
    if found is not None and found.kept and _opens(found, SessionStore().decode(found.kept)):
        return found
    return request.user if isinstance(request.user, User) else None


def _opens(user: User, session: dict[str, str]) -> bool:
    """Whether `session` signs `user` in, by the three things that Django looks at."""
    return (
        session.get(SESSION_KEY) == str(user.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
