"""Every model has its word, and says what it holds about people."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.utils.functional import Promise

from home.data_names import NAMES, name_of
from home.personal_data import HELD, NONE_HELD

ROOT = Path(__file__).resolve().parents[2]
OURS = {"config", "core", "home", "community", "surveys", "news", "support"}


def our_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    assert [model._meta.label for model in our_models() if model.__name__ not in glossary] == []


def test_every_model_says_what_it_holds_about_people():
    silent = [
        model._meta.label
        for model in our_models()
        if not getattr(model, "personal_data", None) and model._meta.label not in NONE_HELD
    ]
    assert silent == [], "add these to home/personal_data.py"


def test_every_kind_of_thing_in_the_register_has_a_name_that_is_translated():
    held = [model for model in apps.get_models() if getattr(model, "personal_data", None)]
    lent = [model._meta.label for model in held if isinstance(model._meta.verbose_name, str)]
    assert set(NAMES) == set(lent), "name these in home/data_names.py"
    assert [label for label, name in NAMES.items() if not isinstance(name, Promise)] == []
    names = [name_of(model) for model in held]
    assert len(set(names)) == len(names)


def test_no_model_is_in_both_lists_and_every_declaration_is_whole():
    assert set(HELD) & set(NONE_HELD) == set()
    assert [label for label, data in HELD.items() if not (data.purpose and data.retention and data.erasure)] == []
    assert [label for label in NONE_HELD if not apps.get_model(label)] == []


def test_no_table_has_a_column_for_network_addresses():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if field.get_internal_type() == "GenericIPAddressField" or field.name in ("ip", "ip_address", "user_agent")
    ]
    assert found == []
