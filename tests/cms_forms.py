"""Filling in the CMS's own page forms, as an editor's browser does: what the form shows, and what was typed over it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.blocks import BooleanBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html, rich_text

Data = dict[str, Any]


def posted(block: Any, value: Any, prefix: str) -> Data:
    """`value` (as stored) of `block` as the fields that the editor's browser sends."""
    if isinstance(block, StructBlock):
        data: Data = {}
        for name, child in block.child_blocks.items():
            given = (value or {}).get(name, child.get_prep_value(child.get_default()))
            data |= posted(child, given, f"{prefix}-{name}")
        return data
    if isinstance(block, ListBlock):
        rows = [(None, row) for row in value or []]
        return _rows(prefix, rows, lambda _kind: block.child_block)
    if isinstance(block, StreamBlock):
        return _rows(prefix, value or [], lambda kind: block.child_blocks[kind])
    if isinstance(block, RichTextBlock):
        return {prefix: rich_text(value or "", editor=block.editor, features=block.features)}
    if isinstance(block, BooleanBlock):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else str(value)}


def _rows(prefix: str, rows: list[tuple[str | None, Any]], block_of: Any) -> Data:
    data: Data = {f"{prefix}-count": str(len(rows))}
    for number, (kind, value) in enumerate(rows):
        row = f"{prefix}-{number}"
        data |= {f"{row}-deleted": "", f"{row}-order": str(number), f"{row}-id": ""}
        if kind is not None:
            data[f"{row}-type"] = kind
        data |= posted(block_of(kind), value, f"{row}-value")
    return data


def inline(name: str, rows: list[Data]) -> Data:
    """Rows of an inline panel."""
    data = {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{key}": value for key, value in {"ORDER": number + 1, "DELETE": "", **row}.items()}
    return data


def typed(model: type[Page], html: str, fields: Data) -> Data:
    """The page form in `html` with `fields` typed over it. Streams are lists of (block type, value as stored)."""
    data: Data = dict(querydict_from_html(html, form_id="page-edit-form").lists())
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data |= posted(field.stream_block, fields.pop(field.name, []), field.name)
        elif isinstance(field, RichTextField) and field.name in fields:
            data[field.name] = rich_text(fields.pop(field.name), features=field.features)
    return data | fields


def _refused(form: Any) -> dict[str, list[Any]]:
    """What `form` says, with what each block says."""
    said = form.errors.as_data().items()
    return {
        name: [error.as_json_data() if hasattr(error, "as_json_data") else error.messages for error in errors]
        for name, errors in said
    }


def create(client: Client, model: type[Page], parent: Page, *, send: bool = True, **fields: Any) -> Any:
    """The page made by the CMS's form under `parent`, sent in for approval (or saved as a draft). An AssertionError
    lists what the form refused."""
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = client.get(address)
    assert form.status_code == 200, (address, form.status_code)
    data = typed(model, form.content.decode(), dict(fields))
    answer = client.post(address, {**data, "action-submit": "1"} if send else data)
    assert answer.status_code == 302, _refused(answer.context["form"])
    return model._default_manager.child_of(parent).get(slug=fields["slug"])


def approve(client: Client, page: Page) -> None:
    """Approve what waits of `page` by the button of the CMS, as whoever is signed in to `client`."""
    state = page.specific.current_workflow_task_state
    answer = client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert answer.status_code in (200, 302), answer.status_code
    page.refresh_from_db()
