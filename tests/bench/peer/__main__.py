"""`PEER_DATA=… python -m tests.bench.peer 10 300 …`: makes a form of so many questions each and prints JSON: its path,
what is sent to it with which cookie, and the queries of sending it."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from tests.bench.peer import CHOICES, TOKEN


def main(lengths: list[int]) -> None:
    """Print one line: for each of `lengths`, what is sent to its form, and the queries of it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.peer.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps({length: _sent(length) for length in lengths}))  # noqa: T201


def _sent(length: int) -> dict[str, Any]:
    from django.test import Client
    from wagtail.contrib.forms.models import FormSubmission

    from tests.queries import count_queries

    page, data = _form(length), _data(length)
    path, client = f"/{page.slug}/", Client(HTTP_HOST="localhost")
    client.post(path, data)
    with count_queries() as counted:
        client.post(path, data)
    if FormSubmission.objects.filter(page=page).count() != 2:
        raise RuntimeError("wagtail.contrib.forms did not store what was sent")
    post = {"path": path, "fields": data | {"csrfmiddlewaretoken": TOKEN}, "cookie": f"csrftoken={TOKEN}"}
    return {"queries": len(counted), "post": post}


def _form(length: int) -> Any:
    """A live form page of `length` questions, the last two for words."""
    from wagtail.models import Site

    from tests.bench.peer.models import FormField, FormPage

    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=FormPage(title=f"Form of {length}", slug=f"form-{length}"))
    for place in range(length):
        picks = place < length - 2
        kind, choices = ("radio", ",".join(CHOICES)) if picks else ("singleline", "")
        page.form_fields.add(
            FormField(label=f"Question {place}", required=False, field_type=kind, choices=choices, sort_order=place)
        )
    page.save_revision().publish()
    return page


def _data(length: int) -> dict[str, str]:
    return {f"question_{place}": CHOICES[0] if place < length - 2 else "Some words" for place in range(length)}


if __name__ == "__main__":
    main([int(length) for length in sys.argv[1:]])
