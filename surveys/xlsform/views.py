"""XLSForm in `/cms/`: a file, its report, then drafts; and a survey as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from surveys.authoring.rights import can_begin
from surveys.authoring.start import first_dates
from surveys.compiling import BrokenDefinition
from surveys.definition import Definition, parse
from surveys.models import Survey, SurveyImport, SurveyVersion
from surveys.queries import definition_of
from surveys.xlsform import actions
from surveys.xlsform.exporting import form_of
from surveys.xlsform.forms import DraftForm, FileForm
from surveys.xlsform.reading import is_installed
from surveys.xlsform.report import from_json
from surveys.xlsform.taking import short
from surveys.xlsform.writing import CONTENT_TYPE, xlsx

if TYPE_CHECKING:
    from core.people.models import User

View = Callable[..., HttpResponse]


def for_beginners(view: View) -> View:
    """Decorator: refuse everybody who may not begin a consultation."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_begin(cast("User", request.user)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_beginners
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; POST reads it and leads to its report. Says so where the extra is not installed."""
    installed = is_installed()
    posted = request.method == "POST" and installed
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    if posted and form.is_valid():
        held = actions.hold(user=cast("User", request.user), made=form.made)
        return redirect(_address("xlsform_confirm", held.token))
    context = {"form": form, "installed": installed}
    return render(request, "surveys/xlsform/choose.html", context, status=422 if form.is_bound else 200)


@for_beginners
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: UUID) -> HttpResponse:
    """The report; POST makes the drafts and leads to their checklist. Nobody sees another person's form."""
    held = get_object_or_404(SurveyImport, token=token, made_by=request.user)
    initial = {"title": held.content["title"], **first_dates()}
    form = DraftForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid() and (done := _take_in(request, held, form)):
        return done
    report = from_json(held.content["report"])
    context = {"form": form, "report": report, "told": report.grouped(), "choose": _address("xlsform")}
    return render(request, "surveys/xlsform/report.html", context, status=422 if form.is_bound else 200)


def _take_in(request: HttpRequest, held: SurveyImport, form: DraftForm) -> HttpResponse | None:
    """Make the drafts; None where the form has to be shown again."""
    try:
        page = actions.take_in(held=held, user=cast("User", request.user), **form.cleaned_data)
    except actions.Gone:
        messages.warning(request, _("This form was taken in already. Look for it in the list of surveys."))
        return redirect(_address("list"))
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    messages.success(request, _("The form is a draft now. Below is what it still needs."))
    return redirect("consultation_checklist", page.pk)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The survey as last saved, as an XLSForm. Raises PermissionDenied."""
    survey = _survey(request, pk)
    draft = survey.get_latest_revision_as_object()
    try:
        definition = parse(draft.compiled())
    except BrokenDefinition as problem:
        messages.error(request, str(problem))
        return redirect(_address("edit", pk))
    return _file(draft, definition, "", draft.codes)


@require_safe
def export_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version of the survey, as it was asked, as an XLSForm. Raises PermissionDenied."""
    survey = _survey(request, pk)
    version = get_object_or_404(SurveyVersion.objects.defer("definition"), survey=survey, number=number)
    return _file(survey, definition_of(version), str(number), survey.codes)


def _survey(request: HttpRequest, pk: int) -> Survey:
    if not request.user.has_perm("surveys.view_survey"):
        raise PermissionDenied
    return get_object_or_404(Survey, pk=pk)


def _file(survey: Survey, definition: Definition, version: str, codes: dict[str, str]) -> HttpResponse:
    lists = {short(identity): name for identity, name in codes.items()}
    form = form_of(definition, title=survey.title, form_id=f"survey-{survey.pk}", version=version, lists=lists)
    name = f"{slugify(survey.title)[:60] or 'survey'}{f'-v{version}' if version else ''}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return HttpResponse(xlsx(form), content_type=CONTENT_TYPE, headers=headers)


def _address(name: str, *args: Any) -> str:
    return reverse(Survey.snippet_viewset.get_url_name(name), args=args)
