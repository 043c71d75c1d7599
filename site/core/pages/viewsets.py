"""Topics in `/cms/`."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from core.pages.models import Topic


class TopicViewSet(SnippetViewSet):
    """What pages are about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 270
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "theme", "slug"]
    list_filter = ["theme"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldPanel("name", help_text=_("Two or three words that readers use.")),
        FieldPanel("slug", help_text=_("Part of addresses and feeds. Keep it once it is used.")),
        FieldPanel("theme"),
    ]
