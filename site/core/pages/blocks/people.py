"""Who is who."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import PEOPLE, PortraitBlock, link_page, several


class PersonBlock(StructBlock):
    """Somebody in a public role. Never a young person by name and face together."""

    name = CharBlock(max_length=120, label=_("Name"), help_text=_("As they want to be called."))
    role = CharBlock(max_length=120, required=False, label=_("Role"), help_text=_("Such as “Chair”."))
    organisation = CharBlock(
        max_length=120, required=False, label=_("Organisation"), help_text=_("Whom they speak for.")
    )
    text = TextBlock(max_length=300, required=False, label=_("About them"), help_text=_("A sentence or two."))
    photo = PortraitBlock(required=False, label=_("Photo"))
    page = link_page(help_text=_("Where people can read more about them."))

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(PageBlock):
    """A list of people."""

    entries = several(PersonBlock(), _("People"), most=60)

    class Meta:
        icon = "group"
        label = _("People")
        group = PEOPLE
        template = "components/blocks/people.html"
        preview_value = {
            "entries": [
                {"name": "Sam Example", "role": "Chair", "organisation": "Brackenshire Council"},
                {"name": "Alex Sample", "role": "Director of public health", "organisation": ""},
            ]
        }
        description = _("Names, roles and organisations, with photos where there are any.")
