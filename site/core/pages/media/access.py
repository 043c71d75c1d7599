"""Who may download a file: whoever may read a page that shows it.

A file is public while a live page that is open to all and not past its end refers to it, or something else that public
pages show (menus, services), or while staff ticked “anybody with its address may have it”. Otherwise only staff who may
choose it in the CMS have it, and readers of a private page that shows it, as long as they may read that page. A
collection with a privacy setting asks for that as well.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, DraftStateMixin, Page, ReferenceIndex
from wagtail.permissions import policy_registry

from core.pages.addresses import address_map
from core.pages.media.models import SiteDocument
from core.pages.version import watched

STAFF_ACTIONS = ["add", "change", "choose"]


def live_pages() -> QuerySet[Page]:
    """Pages that answer now: live and not past their end."""
    return Page.objects.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()), live=True)


def _private() -> list[int]:
    return [address.page_id for address in address_map().by_id.values() if address.private]


def _references(model: type[Any]) -> QuerySet[ReferenceIndex]:
    types = ContentType.objects.get_for_models(Page, model)
    return ReferenceIndex.objects.filter(base_content_type=types[Page], to_content_type=types[model])


def with_access() -> QuerySet[SiteDocument]:
    """Files with `is_shown` (a public page shows it now) and `is_closed` (its collection has a privacy setting). One
    query."""
    pages = live_pages().exclude(pk__in=_private()).annotate(key=Cast("pk", CharField()))
    on_pages = _references(SiteDocument).filter(
        to_object_id=Cast(OuterRef("pk"), CharField()), object_id__in=pages.values("key")
    )
    closed = CollectionViewRestriction.objects.annotate(
        path=ExpressionWrapper(OuterRef("collection__path"), CharField())
    ).filter(path__startswith=F("collection__path"))
    files = SiteDocument.objects.select_related("collection")
    return files.annotate(is_shown=Exists(on_pages), is_closed=Exists(closed))


def is_public(document: Any) -> bool:
    """Whether anybody may have `document` (from `with_access`), its collection aside. No query if a page shows it."""
    return bool(document.is_shown or document.for_all or _shown_elsewhere(document))


def _shown_elsewhere(document: SiteDocument) -> bool:
    """Whether something that public pages show, and that is no page, refers to it. One query where nothing does."""
    page_type = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.get_references_to(document).exclude(base_content_type=page_type)
    by_type: dict[int, list[str]] = {}
    for type_id, key in rows.values_list("base_content_type_id", "object_id"):
        by_type.setdefault(type_id, []).append(key)
    for type_id, keys in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in watched():
            live = {"live": True} if issubclass(model, DraftStateMixin) else {}
            if model._default_manager.filter(pk__in=keys, **live).exists():
                return True
    return False


def may_read(document: SiteDocument, request: HttpRequest) -> bool:
    """Whether the person who is signed in with `request` may have a `document` that is not public."""
    policy = policy_registry.get_by_type(SiteDocument)
    if policy.user_has_any_permission_for_instance(request.user, STAFF_ACTIONS, document):
        return True
    keys = _references(SiteDocument).filter(to_object_id=str(document.pk)).values_list("object_id", flat=True)
    pages = live_pages().filter(pk__in=[int(key) for key in keys])
    return any(all(limit.accept_request(request) for limit in page.get_view_restrictions()) for page in pages)


def live_uses(document: SiteDocument) -> int:
    """How many pages that are live refer to `document`. One query."""
    keys = _references(SiteDocument).filter(to_object_id=str(document.pk)).values_list("object_id", flat=True)
    return live_pages().filter(pk__in=[int(key) for key in set(keys)]).count()
