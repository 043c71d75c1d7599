"""What staff do in /cms/, copied from Wagtail's own log to the append-only audit: ids and codes, never titles."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop
from wagtail.models import DraftStateMixin

from core.audit import registry
from core.audit.actions import record
from core.people.models import User

# Wagtail's name of what was done → how staff read it in the report.
ALWAYS = {
    "wagtail.publish": gettext_noop("Published"),
    "wagtail.publish.schedule": gettext_noop("Set a time for publishing"),
    "wagtail.publish.scheduled": gettext_noop("Published at the time that was set"),
    "wagtail.schedule.cancel": gettext_noop("Cancelled a time for publishing"),
    "wagtail.unpublish": gettext_noop("Took down"),
    "wagtail.unpublish.scheduled": gettext_noop("Taken down at the time that was set"),
    "wagtail.workflow.start": gettext_noop("Sent in for approval"),
    "wagtail.workflow.approve": gettext_noop("Approved"),
    "wagtail.workflow.reject": gettext_noop("Asked for changes"),
    "wagtail.workflow.resume": gettext_noop("Sent in again for approval"),
    "wagtail.workflow.cancel": gettext_noop("Took back from approval"),
    "wagtail.lock": gettext_noop("Locked"),
    "wagtail.unlock": gettext_noop("Unlocked"),
    "wagtail.delete": gettext_noop("Deleted in the CMS"),
    "wagtail.move": gettext_noop("Moved a page"),
    "wagtail.rename": gettext_noop("Renamed"),
    "wagtail.view_restriction.create": gettext_noop("Made a page private"),
    "wagtail.view_restriction.edit": gettext_noop("Changed who sees a private page"),
    "wagtail.view_restriction.delete": gettext_noop("Made a page public"),
}
# What has no drafts takes effect when it is saved: settings, people, groups, workflows, pictures, organisations.
AT_ONCE = {
    "wagtail.create": gettext_noop("Added in the CMS"),
    "wagtail.edit": gettext_noop("Changed in the CMS"),
}


def register_wording() -> None:
    """Let the audit know these actions."""
    for action, words in {**ALWAYS, **AT_ONCE}.items():
        registry.register(_code(action), words)


def _code(action: str) -> str:
    return action.replace("wagtail.", "cms.", 1)


def logged(sender: type[Any], instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Answer `post_save` of Wagtail's two log tables: record what matters, in the same transaction."""
    if not created or raw:
        return
    model = instance.content_type.model_class() if instance.content_type_id else None
    has_drafts = model is not None and issubclass(model, DraftStateMixin)
    if instance.action not in ALWAYS and (instance.action not in AT_ONCE or has_drafts):
        return
    target = _target(instance, model)
    if target:
        record(
            _code(instance.action),
            actor=instance.user.opaque_id if instance.user_id else None,
            target=target,
            **({"revision": instance.revision_id} if instance.revision_id else {}),
        )


def _target(entry: Any, model: type[Any] | None) -> str:
    """Such as `newspage:12`. A person is named by their opaque id; "" once they are gone, which the audit knows."""
    if model is User:
        person = User.objects.filter(pk=entry.object_id).values_list("opaque_id", flat=True).first()
        return f"person:{person}" if person else ""
    kind = entry.content_type.model if entry.content_type_id else "thing"
    return f"{kind}:{entry.page_id if hasattr(entry, 'page_id') else entry.object_id}"
