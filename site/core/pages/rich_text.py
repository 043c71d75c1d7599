"""Links between pages in rich text: resolved from the address map, so they cost no query."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from core.pages.addresses import public_path


class MappedPageLink(PageLinkHandler):
    """A link to a page: to where it lives now, or plain words while it is not open to all."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tag for each of `attrs_list` (`id` is the page's): without an address where nobody could go."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        paths = [public_path(int(number)) if number.isdecimal() else None for number in ids]
        return [f'<a href="{escape(path)}">' if path else "<a>" for path in paths]
