"""Where answering a survey begins, and what opens a session."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation

from surveys.groups import codes
from surveys.groups.queries import page_of
from surveys.models import ConsultationPage, GroupSession, Survey


def answering_address(survey: Survey) -> str:
    """The path at which a browser that holds a draft goes on answering. Raises Http404 where no page shows it."""
    page = shown_page(survey)
    with translation.override(page.locale.language_code):
        return reverse("consultation_answer", args=[page.slug])


def shown_page(survey: Survey) -> ConsultationPage:
    """The public page of `survey`. Raises Http404 where there is none."""
    page = page_of(survey)
    if page is None:
        raise Http404
    return page


def joining_address(request: HttpRequest, session: GroupSession) -> str:
    """The whole address that opens `session` on a phone, for its QR code."""
    with translation.override("en-gb"):
        return request.build_absolute_uri(reverse("group_first", args=[codes.code_of(session.uuid)]))


def typing_address(request: HttpRequest) -> str:
    """Where the code is typed, as it is read out: without https://."""
    with translation.override("en-gb"):
        return request.get_host() + reverse("group_join")
