"""Wagtail's hooks for every page: links in rich text, and pictures made ready when a page is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from core.pages.media.models import PhotoConsent, SiteDocument
from core.pages.media.rules import can_keep_consents
from core.pages.media.viewsets import DOCUMENT_RIGHTS, DeleteDocument, OwnConsents, PhotoConsentViewSet
from core.pages.rich_text import MappedPageLink
from core.pages.viewsets import TopicViewSet

register_permission_policy(PhotoConsent, OwnConsents(PhotoConsent))
register_permission_policy(SiteDocument, DOCUMENT_RIGHTS, exact_class=True)  # before that of Wagtail's own app
if TYPE_CHECKING:
    from core.people.models import User

register_snippet(TopicViewSet)
register_snippet(PhotoConsentViewSet)


@hooks.register("register_admin_urls", order=-1)
def delete_unused_documents() -> list[URLPattern]:
    """Our page for deleting a file stands before Wagtail's, at the same address."""
    return [path("documents/delete/<int:document_id>/", DeleteDocument.as_view())]


@hooks.register("before_edit_snippet")
def own_consents_only(request: HttpRequest, instance: Any) -> None:
    """Refuse consents of other areas."""
    user = cast("User", request.user)
    if isinstance(instance, PhotoConsent) and not can_keep_consents(user, instance.area_id):
        raise PermissionDenied


@hooks.register("register_rich_text_features", order=100)
def link_by_the_map(features: FeatureRegistry) -> None:
    """Resolve links between pages from the address map."""
    features.register_link_type(MappedPageLink)
