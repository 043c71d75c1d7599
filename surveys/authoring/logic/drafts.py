"""The questions of a survey as its latest draft has them, for those who may read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from surveys.compiling import ID_LENGTH, BrokenDefinition
from surveys.definition import Definition, parse
from surveys.models import Survey


@dataclass(frozen=True)
class Drafted:
    """A survey's latest draft. `definition`: None where it cannot be compiled, and `broken` says why."""

    survey: Survey
    definition: Definition | None
    broken: str = ""

    def address(self, short: str) -> str:
        """Where the block of a question or section (its short id) is written; the editor itself for any other id."""
        edit = reverse(Survey.snippet_viewset.get_url_name("edit"), args=[self.survey.pk])
        whole = self._blocks.get(short)
        return f"{edit}#block-{whole}-section" if whole else edit

    @property
    def _blocks(self) -> dict[str, str]:
        stored = self.survey.questions.get_prep_value()
        return {block["id"].replace("-", "")[:ID_LENGTH]: block["id"] for block in stored}


def drafted(request: HttpRequest, pk: int) -> Drafted:
    """The latest draft of the survey `pk`, for whoever may read surveys. Raises PermissionDenied, Http404."""
    if not request.user.has_perm("surveys.view_survey"):
        raise PermissionDenied
    survey = get_object_or_404(Survey, pk=pk).get_latest_revision_as_object()
    try:
        return Drafted(survey, parse(survey.compiled()))
    except BrokenDefinition as problem:
        return Drafted(survey, None, str(problem))
