"""Who may begin a consultation and work on one in `/cms/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from wagtail.models import Page

from surveys.models import ConsultationIndexPage, ConsultationPage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


def can_begin(user: User | AnonymousUser) -> bool:
    """Whether `user` may make both halves: a page below the consultations, and a survey."""
    if not user.is_authenticated or not user.has_perm("surveys.add_survey"):
        return False
    index = ConsultationIndexPage.objects.first()
    return index is None or bool(index.permissions_for_user(user).can_add_subpage())


def own_consultation(request: HttpRequest, pk: int) -> ConsultationPage:
    """The consultation `pk` for somebody who may edit it, or approves it. Raises Http404, PermissionDenied."""
    page = ConsultationPage.objects.select_related("survey").filter(pk=pk).first() if pk < 2**31 else None
    if page is None:
        raise Http404
    user = cast("User", request.user)
    may = page.permissions_for_user(user)
    if not (may.can_edit() or may.can_publish() or may.can_lock()) or not user.has_perm("surveys.view_survey"):
        raise PermissionDenied
    return page


def may_change(request: HttpRequest, page: Page) -> bool:
    """Whether whoever asks may write in `page` now."""
    return bool(page.permissions_for_user(request.user).can_edit())
