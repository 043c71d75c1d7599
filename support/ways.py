"""A way to get in touch, as it is shown and pressed: whatever has `channel`, `value`, `display` and `word`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from support.enums import Channel

DIALLED = (Channel.CALL, Channel.TEXT, Channel.RELAY)
LINKED = (Channel.CHAT, Channel.BSL)


class Reachable:
    """What a contact point says about itself."""

    channel: Any
    value: Any
    display: Any
    word: Any

    @property
    def shown(self) -> str:
        """The number or address as people read it."""
        return self.display or self.value

    @property
    def is_dialled(self) -> bool:
        """Whether `shown` is a number, to be kept left-to-right."""
        return self.channel in DIALLED

    @property
    def leaves_site(self) -> bool:
        """Whether the link leads to another web site."""
        return self.channel in LINKED

    @property
    def href(self) -> str:
        """The link that starts it: tel:, sms:, mailto: or a web address; "" where there is nothing to press."""
        digits = re.sub(r"[^\d+]", "", self.value)
        match self.channel:
            case Channel.CALL:
                return f"tel:{digits}"
            case Channel.RELAY:
                return f"tel:{digits}" if digits.startswith(("18000", "18001")) else f"tel:18001{digits}"
            case Channel.TEXT:
                return f"sms:{digits}?body={quote(self.word)}" if self.word else f"sms:{digits}"
            case Channel.EMAIL:
                return f"mailto:{self.value}"
            case Channel.CHAT | Channel.BSL:
                return str(self.value)
        return ""


@dataclass(frozen=True, slots=True)
class Way(Reachable):
    """A contact point of a service in a list, read without its model."""

    channel: str
    value: str
    display: str
    word: str

    def get_channel_display(self) -> str:
        """The name of the way in the language of the page."""
        return str(Channel(self.channel).label)
