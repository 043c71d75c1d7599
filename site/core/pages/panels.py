"""The editor's panels, with help in plain words."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, PublishingPanel, TitleFieldPanel


def content_panels(*names: str) -> list[Panel]:
    """Title, summary, the page type's own fields `names`, then the areas."""
    return [
        TitleFieldPanel("title", help_text=_("Say what the page gives. No more than ten words.")),
        FieldPanel("summary", help_text=_("One line under the title, in lists and when the page is shared.")),
        *(FieldPanel(name) for name in names),
        FieldPanel("areas", widget=CheckboxSelectMultiple),
    ]


def promote_panels() -> list[Panel]:
    """How the page is found."""
    return [
        FieldPanel("slug", help_text=_("The last part of the address. Keep it once the page is public.")),
        FieldPanel("seo_title", heading=_("Title in search engines"), help_text=_("Empty: the page's own title.")),
        FieldPanel("hide_from_search", heading=_("Leave out of this site's search")),
    ]


def schedule_panel() -> Panel:
    """When it goes up and comes down, behind *Set schedule*. It says whose time."""
    panel = PublishingPanel()
    for moment in panel.children:
        moment.help_text = _("UK time.")
    return panel


def review_panels() -> list[Panel]:
    """Dates, corrections and care."""
    return [
        schedule_panel(),
        MultiFieldPanel(
            [
                FieldPanel("updated_on", help_text=_("Only for a change that readers should know of.")),
                FieldPanel("correction"),
            ],
            heading=_("Changes and corrections"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("review_by", help_text=_("Somebody looks at the page again before this day.")),
                FieldPanel("last_reviewed"),
                FieldPanel("review_owner"),
                FieldPanel("review_email"),
            ],
            heading=_("Checking"),
        ),
        FieldPanel("sensitivity", heading=_("How sensitive")),
    ]
