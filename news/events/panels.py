"""The editor of an event, in the order in which people ask: when, where, for whom, how to book."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from core.pages.panels import content_panels


def event_panels() -> list[Panel]:
    """Every panel of the first tab."""
    panels = content_panels("body")
    panels[2:2] = [_when(), _where(), _who(), _booking()]
    panels += [
        FieldPanel("programme", help_text=_("In the order in which things happen.")),
        FieldPanel("afterwards", help_text=_("When it is over: what happened, and where the slides are.")),
    ]
    return panels


def _when() -> Panel:
    return MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("starts", help_text=_("UK time.")),
                    FieldPanel("ends", help_text=_("UK time. For whole days: the last day.")),
                ]
            ),
            FieldPanel("all_day"),
            FieldPanel("status"),
            FieldPanel("status_words"),
        ],
        heading=_("When"),
    )


def _where() -> Panel:
    names = ("where", "place_name", "address", "place_access", "getting_there", "join_url")
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=_("Where"))


def _who() -> Panel:
    ages = FieldRowPanel([FieldPanel("youngest"), FieldPanel("oldest")])
    return MultiFieldPanel([FieldPanel("audience"), ages, FieldPanel("cost")], heading=_("Who it is for"))


def _booking() -> Panel:
    names = ("booking", "booking_url", "places", "waiting_list")
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=_("Coming along"))
