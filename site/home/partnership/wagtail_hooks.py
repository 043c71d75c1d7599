"""The partnership's own things in `/cms/`."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.partnership.models import ContactMessage
from home.partnership.viewsets import ContactMessageViewSet, PartnerViewSet, ReadTickOffDelete

register_permission_policy(ContactMessage, ReadTickOffDelete(ContactMessage))
register_snippet(PartnerViewSet)


@hooks.register("register_admin_viewset")
def messages_viewset() -> ContactMessageViewSet:
    """Let staff read and tick off messages to the partnership."""
    return ContactMessageViewSet("contact_messages")
