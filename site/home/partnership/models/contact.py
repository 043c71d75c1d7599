"""Writing to the partnership: the page with the form, and what came in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from core.pages.panels import content_panels
from home.blocks import STANDARD_BLOCKS
from home.partnership.enums import ContactTopic
from home.partnership.models.written import ABOUT_PARENTS, WrittenPage

LONGEST_MESSAGE = 4000
KEPT_DAYS = 90


class ContactPage(WrittenPage):
    """How to reach the partnership, help first, with a form that asks for little and goes to no third party."""

    body = StreamField(STANDARD_BLOCKS, blank=True, verbose_name=_("page"))

    max_count_per_parent = 1
    parent_page_types = ABOUT_PARENTS
    subpage_types: list[str] = []
    content_panels = content_panels("body")
    page_description = _("Contacts and a form. Worries about somebody's safety go to the safeguarding leads.")

    class Meta:
        verbose_name = _("contact page")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """An empty form, and the values of the partnership. No query when the frame is warm."""
        from home.composition import standard_body  # noqa: PLC0415 - they read these models
        from home.partnership.forms import ContactForm  # noqa: PLC0415
        from home.partnership.structured import organisation  # noqa: PLC0415

        return {
            "form": ContactForm(),
            "body": standard_body(self, request),
            "json_ld": organisation(request),
        }


class ContactMessage(models.Model):
    """What somebody wrote to the partnership. One that may be about danger holds no words: the concern has them."""

    topic = models.CharField(_("about"), max_length=8, choices=ContactTopic.choices)
    text = models.TextField(_("message"), blank=True, validators=[MaxLengthValidator(LONGEST_MESSAGE)])
    reply_to = models.EmailField(_("answer to"), blank=True)
    area = models.ForeignKey(
        "areas.Area", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    day = models.DateField(_("day"), auto_now_add=True)
    with_safeguarding = models.BooleanField(_("with the safeguarding leads"), default=False)
    is_done = models.BooleanField(_("dealt with"), default=False)

    personal_data = SimpleNamespace(
        purpose=_("What somebody wrote to the partnership, and the address for an answer if they gave one."),
        retention=_("90 days."),
        erasure=_("Deleted by itself then, or earlier by staff when somebody asks."),
    )

    class Meta:
        ordering = ["is_done", "-day", "-pk"]
        verbose_name = _("message to the partnership")
        verbose_name_plural = _("messages to the partnership")
        indexes = [models.Index(fields=["day"], name="contact_messages_by_day")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}, {self.day}"
