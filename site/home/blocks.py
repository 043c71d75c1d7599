"""Blocks of home's own pages: voices, what came of it, values of the partnership, registers, menus and logos."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StaticBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core.areas.queries import active_areas
from core.pages.blocks import BODY_BLOCKS
from core.pages.blocks.parts import PEOPLE
from core.pages.frame import small_value
from home.facts import choices
from support.enums import Audience


class VoiceBlock(StructBlock):
    """A few words that somebody said, and who: an area or an age group, never both."""

    words = CharBlock(max_length=60, label=_("Their words"), help_text=_("Without quotation marks."))
    who = CharBlock(
        max_length=40,
        required=False,
        label=_("Who"),
        help_text=_("An area or an age group, such as 13 to 15. Never both."),
    )

    class Meta:
        icon = "openquote"
        label = _("Voice")
        preview_value = {"words": "Ask us first. Then build it.", "who": "Tarn Moor"}


class SaidDidBlock(StructBlock):
    """What people said, what was done about it, and how it stands."""

    said = TextBlock(max_length=240, label=_("You said"))
    did = TextBlock(max_length=400, label=_("We did"))
    state = ChoiceBlock(
        choices=[
            ("done", _("Done")),
            ("doing", _("Under way")),
            ("not", _("We could not")),
            ("late", _("Later than we said")),
        ],
        default="doing",
        label=_("How it stands"),
    )
    when = CharBlock(max_length=60, required=False, label=_("When"), help_text=_("Such as “September 2026”."))

    class Meta:
        icon = "success"
        label = _("You said, we did")
        preview_value = {
            "said": "The bus stop by the college is pitch black.",
            "did": "Six new lights went up on College Road.",
            "state": "done",
            "when": "September 2026",
        }


class FactBlock(StructBlock):
    """One value of the partnership's settings, so that it is written in one place only."""

    label = CharBlock(max_length=80, required=False, label=_("Words before it"), help_text=_("Empty: its usual name."))
    key = ChoiceBlock(choices=choices, label=_("Which value"))


class FactsBlock(StructBlock):
    """Some values of the partnership's settings."""

    facts = ListBlock(FactBlock(), label=_("Values"))

    class Meta:
        icon = "list-ul"
        label = _("Values of the partnership")
        preview_value = {"facts": [{"label": "", "key": "contact_email"}]}
        description = _("Contacts and facts from the settings. One that is missing is marked for staff.")


class RegisterBlock(StaticBlock):
    """A table that the software writes itself."""

    class Meta:
        icon = "table"
        admin_text = _("The software fills this in.")


def area_choices() -> list[tuple[str, str]]:
    """The areas that can be chosen, by slug. No query when the frame is warm."""
    return [(area.slug, area.name) for area in small_value("areas", active_areas)]


class ServiceCardBlock(StructBlock):
    """One service, with whether it is open now. It goes by itself when the service is no longer public."""

    service = SnippetChooserBlock(
        "support.Service", label=_("Service"), help_text=_("Its name, hours and contacts are never copied.")
    )

    class Meta:
        icon = "help"
        label = _("One service")
        group = PEOPLE
        description = _("A service that helps, always as it is now.")


class ServiceListBlock(StructBlock):
    """Services that match; the national lines where none does, so that it is never empty."""

    title = CharBlock(max_length=120, required=False, label=_("Title"), help_text=_("Such as “Help after an attack”."))
    need = SnippetChooserBlock("support.Need", required=False, label=_("Need"), help_text=_("Empty: any need."))
    area = ChoiceBlock(choices=area_choices, required=False, label=_("Area"), help_text=_("Empty: everywhere."))
    audience = ChoiceBlock(
        choices=Audience.choices, required=False, label=_("Who looks for help"), help_text=_("Empty: anybody.")
    )
    limit = IntegerBlock(min_value=1, max_value=9, default=3, label=_("How many"), help_text=_("At most nine."))

    class Meta:
        icon = "list-ul"
        label = _("List of services")
        group = PEOPLE
        description = _("Services that match, always as they are now. Never empty.")


SERVICE_BLOCKS = [("service_card", ServiceCardBlock()), ("service_list", ServiceListBlock())]
HUB_BLOCKS = [*BODY_BLOCKS, *SERVICE_BLOCKS]
STANDARD_BLOCKS = [
    *HUB_BLOCKS,
    ("facts", FactsBlock()),
    ("cookies", RegisterBlock(label=_("Table of cookies"))),
    ("data_register", RegisterBlock(label=_("Table of the personal data we hold"))),
]


class MenuItemBlock(StructBlock):
    """One link of a menu."""

    label = CharBlock(max_length=40, label=_("Words"))
    page = PageChooserBlock(required=False, label=_("Page"))
    path = CharBlock(
        max_length=120, required=False, label=_("Or an address of this site"), help_text=_("Such as /support/.")
    )

    class Meta:
        icon = "link"
        label = _("Link")


class LogoBlock(StructBlock):
    """The logo of a partner or funder."""

    name = CharBlock(max_length=120, label=_("Name"))
    image = ImageBlock(label=_("Logo"))

    class Meta:
        icon = "image"
        label = _("Logo")
