"""The editor's panels, with help in plain words."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, PublishingPanel, TitleFieldPanel

from core.pages.advice_panel import AdvicePanel
from core.pages.moments import said, twice_words


def content_panels(*names: str) -> list[Panel]:
    """Title, summary, the page type's own fields `names`, then areas and topics."""
    return [
        TitleFieldPanel("title", help_text=_("Say what the page gives. No more than ten words.")),
        FieldPanel("summary", help_text=_("One line under the title, in lists and when the page is shared.")),
        *(panel for name in names for panel in _field(name)),
        FieldPanel("areas", widget=CheckboxSelectMultiple),
        FieldPanel("topics", widget=CheckboxSelectMultiple, help_text=_("Readers find pages by these.")),
    ]


def _field(name: str) -> list[Panel]:
    return body_panels() if name == "body" else [FieldPanel(name)]


def body_panels() -> list[Panel]:
    """The body, under what the gate and the reading age have to say about it."""
    return [AdvicePanel(), FieldPanel("body")]


def promote_panels() -> list[Panel]:
    """How the page is found."""
    return [
        FieldPanel("slug", help_text=_("The last part of the address. Keep it once the page is public.")),
        FieldPanel("seo_title", heading=_("Title in search engines"), help_text=_("Empty: the page's own title.")),
        FieldPanel("hide_from_search", heading=_("Leave out of this site's search")),
    ]


class MomentPanel(FieldPanel):
    """A day and time in the UK; what stands there is said in words beside the field."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Says the moment that is saved."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            moment = getattr(self.instance, self.field_name, None)
            if moment:
                saved = gettext("As saved: %(moment)s.") % {"moment": said(moment)}
                words = [str(self.panel.help_text), saved, twice_words(moment)]
                self.help_text = " ".join(filter(None, words))


def schedule_panel() -> Panel:
    """When it goes up and comes down, behind *Set schedule*. It says whose time."""
    panel = PublishingPanel()
    panel.children = [
        MomentPanel(moment.field_name, widget=moment.widget, help_text=_("UK time.")) for moment in panel.children
    ]
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
