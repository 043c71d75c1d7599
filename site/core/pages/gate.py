"""What a page must have before the public sees it: asked whichever way somebody publishes it or sends it for approval.

The editor's form asks, and shows each sentence beside its block. Wagtail also publishes without that form (approval
from a list, many pages at once, a schedule, its API), so `BasePage.publish` and `sent_in` ask again. A model's own
`missing(values)` says what else it needs; rows below a page are asked as the page is. What the software itself plants
(no user, not the schedule) passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import Block, ListBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.pages.gate_rules import Path, Problem, alt_problem, problems
from core.pages.link_words import link_problems, link_words
from core.pages.media.consents import consent_problems, refuse_without_consent
from core.pages.media.references import pictures_of

__all__ = ["GateClosed", "GatedPageForm", "alt_problem", "link_words", "page_problems", "problems", "stop_at_gate"]

MOST_SAID = 3


class GateClosed(Exception):
    """A page may not go up as it is. `page_id` is whose, `reasons` the sentences, `back` where in `/cms/` they are
    mended (empty: in the page's editor); never any of its words."""

    def __init__(self, page_id: int | None, title: str, reasons: list[str], back: str = "") -> None:
        super().__init__(f"page {page_id}: {len(reasons)} to mend")
        self.page_id = page_id
        self.back = back
        self.title = title
        self.reasons = reasons


def field_problems(model: type, values: Mapping[str, Any]) -> dict[str, list[Problem]]:
    """What stops a page of `model` with these `values` of its fields, by the name of the field that says it."""
    found: dict[str, list[Problem]] = {}
    for field in model._meta.get_fields():  # type: ignore[attr-defined]
        value = values.get(field.name)
        if isinstance(field, StreamField) and value is not None:
            found[field.name] = problems(value.get_prep_value())
        elif isinstance(field, RichTextField):
            found[field.name] = [Problem((), words) for words in link_problems(value or "")]
    if values.get("lead_image"):
        words = alt_problem(values.get("lead_alt") or "", decorative=bool(values.get("lead_decorative")))
        found["lead_alt"] = [Problem((), words)] if words else []
    for name, words in getattr(model, "missing", _nothing)(values):
        found[name] = found.get(name) or [Problem((), words)]
    return {name: rows for name, rows in found.items() if rows}


def _nothing(_values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return ()


def page_problems(page: Any) -> dict[str, list[Problem]]:
    """What stops `page` (with the values to be published), by field, and what stops the rows below it, by the name
    of the list that holds them. Reads what pictures and files need; writes nothing."""
    found = field_problems(type(page), _values_of(page))
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        rows = [field_problems(type(row), _values_of(row)) for row in getattr(page, name).all()]
        if problems_of_rows := [problem for row in rows for each in row.values() for problem in each]:
            found[name] = problems_of_rows
    return found


def _values_of(thing: Any) -> dict[str, Any]:
    names = [field.name for field in thing._meta.get_fields() if hasattr(thing, field.name) and field.concrete]
    return {name: getattr(thing, name) for name in names}


def stop_at_gate(page: Any) -> None:
    """Raises GateClosed where `page` may not go up as it is."""
    reasons = [problem.words for rows in page_problems(page).values() for problem in rows]
    reasons += consent_problems(pictures_of(page))
    if reasons:
        raise GateClosed(page.pk, page.title, list(dict.fromkeys(reasons)))


def sent_in(instance: Any, **_kwargs: Any) -> None:
    """Answer Wagtail's `task_submitted`, inside its transaction: what may not go up is not sent in either."""
    thing = instance.workflow_state.content_object
    if isinstance(thing, Page):
        stop_at_gate(instance.revision.as_object())


class GateMiddleware:
    """Answers GateClosed in `/cms/`: the sentences, and the page's editor, in which nothing is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The way back to the editor of the page that the gate stopped; what was done before it was undone."""
        if not isinstance(problem, GateClosed) or not request.path.startswith("/cms/"):
            return None
        said = " ".join(problem.reasons[:MOST_SAID])
        title = Truncator(problem.title).chars(60)
        messages.error(request, _("“%(title)s” was not put up: %(said)s") % {"title": title, "said": said})
        return redirect(problem.back) if problem.back else redirect("wagtailadmin_pages:edit", problem.page_id)


class GatedPageForm(WagtailAdminPageForm):
    """The editor's form of every page: drafts save as they are, publishing asks the gate."""

    def _puts_up(self) -> bool:
        """Whether this asks for the page to be public: not saving, not stopping an approval, not asking for changes."""
        if self.is_deferred_validation or "action-cancel-workflow" in self.data:
            return False
        answering = "action-workflow-action" in self.data
        return not answering or self.data.get("workflow-action-name") == "approve"

    def clean(self) -> dict[str, Any]:
        """Add the gate's problems to the fields that they concern, unless a draft is being saved."""
        cleaned: dict[str, Any] = super().clean()
        if not self._puts_up():
            return cleaned
        refuse_without_consent(self, cleaned)
        for name, rows in field_problems(self._meta.model, cleaned).items():
            if name in self.errors:
                continue
            field = self.instance._meta.get_field(name)
            if name not in self.fields:
                self.add_error(None, [problem.words for problem in rows])
            elif isinstance(field, StreamField):
                self.add_error(name, stream_error(cleaned[name], rows))
            else:
                self.add_error(name, [problem.words for problem in rows])
        for formset in self.formsets.values():
            for row in formset.forms:
                if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE"):
                    _say_in_row(row)
        return cleaned


def _say_in_row(form: Any) -> None:
    """Add to `form`, that of one row below a page, what stops it."""
    for name, rows in field_problems(form._meta.model, form.cleaned_data).items():
        form.add_error(name if name in form.fields else None, [problem.words for problem in rows])


def stream_error(value: Any, found: Iterable[Problem]) -> StreamBlockValidationError:
    """`found` in the stream `value` as the editor shows it: each sentence in its own part, and all of them above."""
    by_place: dict[Any, list[Problem]] = {}
    every: dict[str, None] = {}
    for problem in found:
        every[problem.words] = None
        if problem.path:
            by_place.setdefault(problem.place, []).append(problem)
    return StreamBlockValidationError(
        block_errors={
            place: _error(value[place].block, [(problem.path[1:], problem.words) for problem in rows])
            for place, rows in by_place.items()
        },
        non_block_errors=[ValidationError(words) for words in every],
    )


def _error(block: Block, found: list[tuple[Path, str]]) -> ValidationError:
    """`found` (paths from `block` inwards) as the kind of error that `block` hands on to its parts."""
    here = [ValidationError(words) for path, words in found if not path]
    deeper: dict[Any, list[tuple[Path, str]]] = {}
    for path, words in found:
        if path:
            deeper.setdefault(path[0], []).append((path[1:], words))
    if isinstance(block, StructBlock) and deeper.keys() <= block.child_blocks.keys():
        inner = {name: _error(block.child_blocks[name], rows) for name, rows in deeper.items()}
        return StructBlockValidationError(block_errors=inner, non_block_errors=here)
    if isinstance(block, ListBlock):
        inner = {number: _error(block.child_block, rows) for number, rows in deeper.items()}
        return ListBlockValidationError(block_errors=inner, non_block_errors=here)
    return ValidationError([words for _path, words in found])
