"""The menus, footer and logos of every page, as the frame shows them."""

from __future__ import annotations

from typing import Any

from core.pages.addresses import path_of
from core.pages.frame import small_value
from core.pages.pictures import with_renditions
from home.models import SiteFurniture


def frame() -> dict[str, Any]:
    """`menu` and `footer` (lists of `url` and `label`, empty for Sayso's own), `partners`, `logos`. Read only."""
    return small_value("furniture", _read)


def _read() -> dict[str, Any]:
    setting = SiteFurniture.objects.first() or SiteFurniture()  # not load(), which writes
    logos = [row["value"] for row in setting.logos.raw_data]
    pictures = with_renditions(row["image"]["image"] for row in logos if row["image"].get("image"))
    return {
        "menu": _links(setting.menu),
        "footer": _links(setting.footer),
        "partners": setting.partners,
        "logos": [
            {"image": pictures[row["image"]["image"]], "alt": row["image"].get("alt_text") or row["name"]}
            for row in logos
            if row["image"].get("image") in pictures
        ],
    }


def _links(menu: Any) -> list[dict[str, str]]:
    """The links of a menu whose pages are public."""
    rows = [row["value"] for row in menu.raw_data]
    found = [{"label": row["label"], "url": path_of(row["page"]) if row.get("page") else row["path"]} for row in rows]
    return [{"label": row["label"], "url": row["url"]} for row in found if row["url"]]
