"""The menus, footer and logos of every page, as the frame shows them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.pages.addresses import address_map, path_of
from core.pages.frame import small_value
from core.pages.pictures import with_renditions
from home.models import SiteFurniture

# In Sayso's own footer where the partnership has them, before the pages that a public body must have.
OWN_PAGES = {
    "/about/partners/": _("Our partners"),
    "/about/funding/": _("Funding"),
    "/about/freedom-of-information/": _("Freedom of information"),
    "/about/press/": _("For journalists"),
}


def frame() -> dict[str, Any]:
    """`menu` and `footer` (lists of `url` and `label`, empty for Sayso's own), `own_pages` (url and label of those
    that are there), `partners`, `logos`. Read only."""
    return small_value("furniture", _read)


def _read() -> dict[str, Any]:
    setting = SiteFurniture.objects.first() or SiteFurniture()  # not load(), which writes
    logos = [row["value"] for row in setting.logos.raw_data]
    pictures = with_renditions(row["image"]["image"] for row in logos if row["image"].get("image"))
    return {
        "menu": _links(setting.menu),
        "footer": _links(setting.footer),
        "own_pages": [{"url": url, "label": label} for url, label in OWN_PAGES.items() if _is_there(url)],
        "partners": setting.partners,
        "logos": [
            {"image": pictures[row["image"]["image"]], "alt": row["image"].get("alt_text") or row["name"]}
            for row in logos
            if row["image"].get("image") in pictures
        ],
    }


def _is_there(path: str) -> bool:
    found = address_map().by_path.get((settings.LANGUAGE_CODE, path.lstrip("/")))
    return found is not None and not found.private


def _links(menu: Any) -> list[dict[str, str]]:
    """The links of a menu whose pages are public."""
    rows = [row["value"] for row in menu.raw_data]
    found = [{"label": row["label"], "url": path_of(row["page"]) if row.get("page") else row["path"]} for row in rows]
    return [{"label": row["label"], "url": row["url"]} for row in found if row["url"]]
