"""How to reach somebody."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, EmailBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import PEOPLE


def dialled(phone: str) -> str:
    """`phone` as a telephone dials it: its digits, with a plus in front where it had one."""
    digits = "".join(sign for sign in phone if sign.isdecimal() and sign.isascii())
    return f"+{digits}" if phone.strip().startswith("+") else digits


class ContactBlock(PageBlock):
    """A team, and the ways to reach it. A shared mailbox, never somebody's own."""

    name = CharBlock(max_length=120, label=_("Who"), help_text=_("A team or a role, such as “Press office”."))
    role = CharBlock(
        max_length=160, required=False, label=_("What they help with"), help_text=_("When should people choose them?")
    )
    phone = CharBlock(
        max_length=30, required=False, label=_("Telephone"), help_text=_("As people read it, such as 01632 960123.")
    )
    email = EmailBlock(required=False, label=_("E-mail"), help_text=_("A shared mailbox."))
    hours = CharBlock(
        max_length=160, required=False, label=_("When they answer"), help_text=_("Such as “Monday to Friday, 9 to 5”.")
    )

    def ready(self, value: dict[str, Any]) -> dict[str, Any]:
        """With `dial`, the number as a telephone dials it."""
        return {**value, "dial": dialled(value.get("phone") or "")}

    class Meta:
        icon = "mail"
        label = _("Contact")
        group = PEOPLE
        template = "components/blocks/contact.html"
        preview_value = {
            "name": "Press office",
            "role": "Questions from journalists",
            "phone": "01632 960123",
            "email": "press@example.org",
            "hours": "Monday to Friday, 9 to 5",
        }
        description = _("A team, its telephone, its mailbox and when it answers.")
