"""Template tags of the house look: icons, artwork, the sprite, stored HTML, and addresses in the visitor's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from core.ui import brand, helplines
from core.ui.errors import plain_error
from core.ui.signs import with_sign, without_stop
from core.ui.sprite import sprite_for

register = template.Library()
STYLES = "ui/css/sayso.css"

# Places for people who signed in, and machines: their addresses carry no language (config.urls).
ONE_LANGUAGE = ("/account/", "/desk/", "/cms/", "/api/", "/ws/", "/documents/", "/media/", "/static/", "/exit/")


@register.filter(is_safe=True)
def stopped(words: object) -> str:
    """`words` with a full stop, where they do not end in a sign already."""
    return with_sign(str(words), ".")


@register.filter(is_safe=True)
def unstopped(words: object) -> str:
    """`words` without their own full stop, for sentences that have one."""
    return without_stop(str(words))


@register.simple_tag
def icon(name: str, flip: bool = False) -> SafeString:
    """The icon `name` of the page's sprite, always beside a word; `flip` mirrors it in right-to-left text."""
    return format_html('<svg class="i{}" aria-hidden="true"><use href="#i-{}"/></svg>', " flip" if flip else "", name)


@register.simple_tag
def data_block(record: Mapping[str, object]) -> SafeString:
    """`record` as a block of linked data: JSON in which nothing can end the block. No browser runs it."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    escapes = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
    return mark_safe(f'<script type="application/ld+json">{written.translate(escapes)}</script>')


@register.simple_tag
def art(name: str) -> SafeString:
    """The artwork `name` (meet, grow, path or morn), 16 by 9, for the eye only."""
    return format_html(
        '<svg class="art" viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<use href="#art-{}"/></svg>',
        name,
    )


class SpriteNode(template.Node):
    """Renders what it wraps and puts in front the sprite of the drawings found there."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The wrapped HTML after its sprite."""
        body = self.nodelist.render(context)
        return mark_safe(sprite_for(body) + body)


@register.tag
def withsprite(parser: Parser, token: Token) -> SpriteNode:
    """`{% withsprite %}…{% endwithsprite %}` around a page, or around a fragment that is fetched later."""
    nodelist = parser.parse(("endwithsprite",))
    parser.delete_first_token()
    return SpriteNode(nodelist)


@register.simple_tag
def stored_html(value: object) -> SafeString:
    """HTML that `core.text` made and we stored. The only place where stored words are taken as HTML."""
    return mark_safe(str(value or ""))


@register.simple_tag
def local(path: str) -> str:
    """`path` (from the root, such as `/support/`) in the language of this page, where it has languages at all."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or path.startswith(ONE_LANGUAGE) or not path.startswith("/"):
        return path
    return f"/{language}{path}"


@register.simple_tag
def english() -> SafeString:
    """The attributes of an element whose words are English on a page that is not: for readers aloud and direction."""
    here = get_language() or settings.LANGUAGE_CODE
    return mark_safe("" if here == settings.LANGUAGE_CODE else ' lang="en" dir="ltr"')


@register.simple_tag(takes_context=True)
def english_path(context: Context) -> str:
    """The address of this page in English; "" on an English page."""
    request, prefix = context.get("request"), f"/{get_language()}/"
    if request is None or not request.path.startswith(prefix):
        return ""
    # Two slashes at the front would be an address on another host.
    return "/" + request.path.removeprefix(prefix).lstrip("/\\")


def own_menu() -> list[dict[str, Any]]:
    """Sayso's own menu, for a partnership that made none: `url` (without language) and `label`."""
    return [
        {"url": "/support/", "label": _("Get help")},
        {"url": "/consultations/", "label": _("Have your say")},
        {"url": "/community/", "label": _("Talk")},
        {"url": "/you-said-we-did/", "label": _("What changed")},
        {"url": "/news/", "label": _("News")},
        {"url": "/events/", "label": _("Events")},
        {"url": "/about/", "label": _("About")},
    ]


@register.filter
def house_menu(menu: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The partnership's `menu`, or Sayso's own where it has none."""
    return menu or own_menu()


@register.simple_tag(takes_context=True)
def menu_place(context: Context, menu: list[dict[str, Any]] | None) -> tuple[str, ...]:
    """The links of the menu that this page is on or below: what the menu's marks depend on."""
    request = context.get("request")
    if request is None:
        return ()
    addresses = [local(item["url"]) for item in house_menu(menu)] + ["/account/"]
    under = tuple(address for address in addresses if address != "/" and request.path.startswith(address))
    return (*under, "=" if request.path in addresses else "")


@register.simple_tag(takes_context=True)
def menu_link(context: Context, path: str, words: str) -> SafeString:
    """A link of the menu to `path` in this language, marked as current on that page and on those below it."""
    address, request = local(path), context.get("request")
    here = request.path if request is not None else ""
    mark = "page" if here == address else "true" if here.startswith(address) and path != "/" else ""
    current = format_html(' aria-current="{}"', mark) if mark else ""
    return format_html('<a href="{}"{}>{}</a>', address, current, words)


@register.simple_tag
def house_styles(partnership: Any) -> SafeString:
    """The link to the stylesheet: the house's own, or with this partnership's colours where it has any of its own."""
    version = brand.version(getattr(partnership, "brand", None) or {})
    return format_html('<link rel="stylesheet" href="{}">', f"/brand/{version}.css" if version else static(STYLES))


@register.simple_tag
def lines_for(partnership: Any, place: str) -> list[dict[str, Any]]:
    """The helplines shown in `place` (`strip` or `footer`): label, display, href."""
    return helplines.shown(getattr(partnership, "helplines", None) or [], place)


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How a form field is drawn: `choices` (radios, checkboxes), `checkbox`, `group` (several inputs) or `line`."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "group" if widget.use_fieldset and not isinstance(widget, forms.FileInput) else "line"


@register.simple_tag
def first_id(field: BoundField) -> str:
    """The id of the first control of a field: where a link of the error summary leads."""
    several = field_kind(field) in ("choices", "group")
    return f"{field.auto_id}_0" if several and field.auto_id else field.id_for_label or field.auto_id


@register.simple_tag
def errors_of(field: BoundField) -> list[str]:
    """The errors of a field in plain words that name it, where the form gave no words of its own."""
    return [plain_error(field, error) for error in field.errors.as_data()]


@register.simple_tag
def house_widget(field: BoundField) -> SafeString:
    """The control of a field with the house class, and the id of its hint and error."""
    wanted = field.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"input {wanted}".strip()}
    if field.aria_describedby:
        attrs["aria-describedby"] = field.aria_describedby
    return field.as_widget(attrs=attrs)


@register.simple_tag
def area_url(area: Any) -> str:
    """The address of an area's hub in this language."""
    return local(f"/areas/{area.slug}/")


@register.simple_tag
def current_language(page_languages: list[tuple[str, str, str, str]] | None) -> dict[str, str]:
    """Code, name and direction of this page's language, as the picker shows it."""
    code = get_language() or settings.LANGUAGE_CODE
    for one, name, direction, _url in page_languages or ():
        if one == code or one == code.partition("-")[0]:
            return {"code": one, "name": name, "dir": direction}
    info = get_language_info(code.partition("-")[0])
    return {"code": info["code"], "name": info["name_local"].capitalize(), "dir": "rtl" if info["bidi"] else "ltr"}


@register.simple_tag
def language_links(page_languages: list[tuple[str, str, str, str]], here: str) -> SafeString:
    """The picker's links to this page in other languages, the one called `here` marked. In Python: it is on every
    page, and its address differs on each."""
    current = SafeString(' aria-current="true"')
    rows = ((url, code, code, way, current if code == here else "", name) for code, name, way, url in page_languages)
    link = '<li><a href="{}" lang="{}" hreflang="{}" dir="{}"{}>{}</a></li>\n          '
    return format_html_join("", link, rows)
