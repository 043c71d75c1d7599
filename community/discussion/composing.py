"""From a composer to a post: the steps that starting a talk, replying and changing share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from community.discussion import queries, rules
from community.discussion.actions import NotAllowed
from community.discussion.forms import ComposerForm
from community.discussion.models import Post, name_of

if TYPE_CHECKING:
    from core.people.models import User


@dataclass(frozen=True)
class Voice:
    """As whom somebody writes: the `name` that people see, and whether they may, or can only, speak for the team."""

    name: str
    may_be_official: bool
    only_official: bool

    def is_official(self, cleaned: dict[str, Any]) -> bool:
        """Whether a valid form is said for the team."""
        return self.only_official or bool(cleaned.get("official"))


def voice_of(user: User, area_id: int | None) -> Voice:
    """As whom `user` may write in an area: under their own name, or without a profile only for the team."""
    if not rules.is_member(user):
        return Voice(name_of(user, official=True), may_be_official=False, only_official=True)
    return Voice(name_of(user, official=False), rules.can_speak_for_team(user, area_id), only_official=False)


def sent(form: ComposerForm, user: User, write: Callable[[dict[str, Any]], Post]) -> Post | None:
    """The post that `write(cleaned_data)` made, or None with what to say in the form; what was typed stays in it."""
    if not form.is_bound or not form.ready:
        return None
    lately = queries.posts_since_by(user, timezone.now() - rules.IN_TIME)
    if rules.sent_too_much(lately):
        form.add_error(None, _("You have sent a lot in a few minutes. Please wait ten minutes and send this again."))
        return None
    try:
        return write(form.cleaned_data)
    except NotAllowed:
        form.add_error(None, _("This talk does not take this post any more. Your words are still here to copy."))
    except ValueError as problem:
        form.add_error("text", str(problem))
    return None
