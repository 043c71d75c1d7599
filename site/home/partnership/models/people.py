"""People of the partnership: a role first, a name only where they wish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from core.pages.media.enums import People
from core.pages.panels import content_panels
from home.partnership.models.written import ABOUT_PARENTS, LOCAL_PARENTS, WrittenPage


class PeoplePage(WrittenPage):
    """Who works here, by role; `?area=` keeps those of one area."""

    max_count_per_parent = 1
    parent_page_types = ABOUT_PARENTS
    subpage_types = ["partnership.PersonPage"]
    content_panels = content_panels("body")
    page_description = _("The list of people. It fills itself.")

    class Meta:
        verbose_name = _("list of people")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """The people: three queries, however many."""
        from core.pages.cache import keep_while_shown  # noqa: PLC0415 - it reads people
        from home.partnership.queries import active_area, people  # noqa: PLC0415 - they read these models

        area = active_area(request.GET.get("area", ""))
        found = people(area_id=area.pk if area else None)
        keep_while_shown(request, found)
        found.sort(key=lambda each: not each.path.startswith(self.path))  # those of the hubs after its own
        return {"people": found, "area": area}


class PersonPage(WrittenPage):
    """One person. The page's title is the role; the name, the photo and the ways to reach them are theirs to give."""

    person_name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Only where they agree. Empty: the role alone is shown.")
    )
    organisation = models.ForeignKey(
        "partnership.PartnerOrganisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("works for"),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    lead_alt = models.CharField(
        _("what the photo shows"), max_length=160, blank=True, help_text=_("For people who cannot see it.")
    )
    contact_email = models.EmailField(_("e-mail"), blank=True, help_text=_("A mailbox of the team, if there is one."))
    contact_phone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("A number of the office. Never a person's own.")
    )

    parent_page_types = ["partnership.PeoplePage", *LOCAL_PARENTS]
    subpage_types: list[str] = []
    content_panels = content_panels("person_name", "organisation", "body")
    content_panels[0].help_text = _("The role, such as “Tarn Moor coordinator”. Roles stay when people move on.")
    content_panels[4:4] = [
        MultiFieldPanel([FieldPanel("lead_image"), FieldPanel("lead_alt")], heading=_("Photo")),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone")], heading=_("How to reach them at work")
        ),
    ]
    page_description = _("A person who works here, by role.")

    class Meta:
        verbose_name = _("person")

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What they agreed to, for a photo: it shows somebody, so it needs a record under Photo consents."""
        image = values.get("lead_image")
        if image and image.people != People.AGREED:
            words = _now("A photo of a person: choose “Yes” for it under Images, and write down what they agreed to.")
            yield "lead_image", words

    def own_words(self) -> list[str]:
        """Their name, where it is shown."""
        return [self.person_name]

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """Where they work, and for which areas: one query."""
        from home.partnership.queries import chosen_partner  # noqa: PLC0415 - it reads these models

        return {"organisation": chosen_partner(self.organisation_id), "page_areas": list(self.areas.all())}
