"""How forms look: one renderer with an error summary on top and each error beside its field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives the error summary, the hidden fields and every field in the house look.

    Widgets alone (`{{ form.name }}`) stay Django's own, so that `/cms/` is not changed.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
