"""Why something is sent back or taken down, in words that a young writer can use, and the kind of report it answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Reason:
    """`label` is what a moderator picks, `to_writer` the message that they start from, `public` the line on the page
    where a post was taken down."""

    label: Words
    to_writer: Words
    public: Words


REASONS: dict[str, Reason] = {
    "names": Reason(
        _("Names a person or place"),
        _(
            "Thank you for writing. We cannot show this yet, because it names a person or says where someone is. "
            "You can take that out and send it again."
        ),
        _("This post named a person or a private place, so we took it down."),
    ),
    "unkind": Reason(
        _("Unkind or hateful"),
        _(
            "We could not show this, because it could hurt someone who reads it. "
            "You can disagree with an idea. Please do not attack a person."
        ),
        _("This post was unkind, so we took it down."),
    ),
    "live_case": Reason(
        _("About a crime or a live case"),
        _(
            "We could not show this, because it talks about something the police or a court may be looking at. "
            "If you know something, Crimestoppers will listen on 0800 555 111, and you do not have to say who you are."
        ),
        _("This post was about a live case, so we took it down."),
    ),
    "spam": Reason(
        _("Advert or spam"),
        _("We could not show this, because it looks like an advert. Talk is for ideas from people who live here."),
        _("This post was an advert, so we took it down."),
    ),
    "safety": Reason(
        _("Someone may need help"),
        _(
            "Thank you for telling us. We have not shown this to others, to keep you safe. "
            "A person who can help has read it. If you are in danger now, call 999. "
            "Childline is there day and night on 0800 1111."
        ),
        _("We are keeping this post private."),
    ),
    "other": Reason(
        _("Another house rule"),
        _("We could not show this, because it goes against our house rules."),
        _("This post went against our house rules, so we took it down."),
    ),
}


def public_line(code: str) -> Words:
    """What everybody reads in place of a post that was taken down for `code`."""
    return REASONS.get(code, REASONS["other"]).public
