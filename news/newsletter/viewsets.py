"""The newsletter in `/cms/`."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from news.newsletter import choosing, rules
from news.newsletter.cms_forms import NewsletterForm
from news.newsletter.models import Newsletter


class NewsletterViewSet(SnippetViewSet):
    """Newsletters, with drafts, approval and preview."""

    model = Newsletter
    icon = "mail"
    menu_label = _("Newsletters")
    copy_view_enabled = False
    list_display = ["subject", "language", LiveStatusTagColumn()]
    search_fields = ["subject"]
    search_backend_name = None
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("subject"),
            FieldPanel("preheader"),
            FieldPanel("intro"),
            InlinePanel(
                "items",
                [FieldPanel("page", widget=choosing.widget()), FieldPanel("words")],
                heading=_("Pages, in their order"),
                label=_("page"),
            ),
            MultiFieldPanel(
                [FieldPanel("language"), FieldPanel("only_language")],
                heading=_("Language"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("areas", widget=CheckboxSelectMultiple),
                    FieldPanel("topics", widget=CheckboxSelectMultiple),
                ],
                heading=_("Who gets it"),
            ),
        ],
        base_form_class=NewsletterForm,
    )


class RuledItem(MenuItem):
    """A menu item shown to those whom a rule lets in."""

    def __init__(self, label: Any, name: str, rule: Any, **kwargs: Any) -> None:
        super().__init__(label, reverse_lazy(name), **kwargs)
        self.rule = rule

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether `request.user` may."""
        return bool(self.rule(request.user))


class NewsletterGroup(SnippetViewSetGroup):
    """One menu entry for all of it."""

    items = (NewsletterViewSet,)
    menu_label = _("Newsletter")
    menu_icon = "mail"
    menu_order = 245

    def get_submenu_items(self) -> list[MenuItem]:
        """The list, the counts, and looking for one address."""
        return [
            *super().get_submenu_items(),
            RuledItem(_("How many get it"), "newsletter_figures", rules.can_see_counts, icon_name="view", order=800),
            RuledItem(_("One reader"), "newsletter_people", rules.can_look_up, icon_name="search", order=900),
        ]
