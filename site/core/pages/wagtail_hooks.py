"""Wagtail's hooks for every page: links in rich text, and pictures made ready when a page is published."""

from __future__ import annotations

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.pages.rich_text import MappedPageLink


@hooks.register("register_rich_text_features", order=100)
def link_by_the_map(features: FeatureRegistry) -> None:
    """Resolve links between pages from the address map."""
    features.register_link_type(MappedPageLink)
