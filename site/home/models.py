"""Home's pages, the furniture of every page, and what people tell us about a page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from core.pages.models import BasePage
from core.pages.panels import body_panels, content_panels
from home.blocks import HUB_BLOCKS, STANDARD_BLOCKS, LogoBlock, MenuItemBlock, SaidDidBlock, VoiceBlock
from home.partnership.blocks import PAPERS
from home.partnership.page_types import ABOUT_THE_PARTNERSHIP

PAGES_BELOW = ["home.StandardPage", "publications.FreedomOfInformationPage", *ABOUT_THE_PARTNERSHIP]


class HomePage(BasePage):
    """The first page: what this is, help, what is open now, what changed, talk and news."""

    hero_title = models.CharField(_("big words"), max_length=40, default="Your area. Your say.")
    hero_lead = models.TextField(_("words under them"), max_length=240, blank=True)
    voices = StreamField([("voice", VoiceBlock())], blank=True, max_num=3, verbose_name=_("voices"))
    help_title = models.CharField(_("help: title"), max_length=60, default="Need someone to talk to?")
    help_lead = models.TextField(_("help: words"), max_length=240, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "news.NewsIndexPage",
        "events.EventIndexPage",
        "publications.PublicationIndexPage",
        "surveys.ConsultationIndexPage",
        "home.StandardPage",
        "home.AreasPage",
        "home.ChangedPage",
        *ABOUT_THE_PARTNERSHIP,
    ]
    content_panels = [
        *content_panels(),
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lead"), FieldPanel("voices")], heading=_("Top")),
        MultiFieldPanel([FieldPanel("help_title"), FieldPanel("help_lead")], heading=_("Help")),
    ]

    class Meta:
        verbose_name = _("home page")

    def prose(self) -> str:
        """The words of the top and of the help section."""
        return " ".join([self.hero_title, self.hero_lead, self.help_title, self.help_lead])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Everything that the first page shows, in at most eight queries with its own."""
        from home.composition import front  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **front(self, request)}


class StandardPage(BasePage):
    """A page of writing, such as the pages that a public body must have. It lists the pages below it."""

    body = StreamField(STANDARD_BLOCKS, blank=True, verbose_name=_("page"))

    subpage_types = PAGES_BELOW
    content_panels = content_panels("body")
    page_description = _("A page of writing.")

    class Meta:
        verbose_name = _("page")

    def prose(self) -> str:
        """The words of the body's blocks."""
        from core.pages.body import words_of  # noqa: PLC0415 - it stands above the pages' models

        return words_of(self.body.raw_data)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The body with values and registers filled in, and the pages below."""
        from home.composition import standard  # noqa: PLC0415

        return {**super().get_context(request, *args, **kwargs), **standard(self, request)}


class AreasPage(BasePage):
    """The list of areas at /areas/, under which the hubs live."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.AreaHubPage"]

    class Meta:
        verbose_name = _("list of areas")


class AreaHubPage(BasePage):
    """What one area offers. Its address is /areas/<the area's slug>/."""

    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="hub_pages", verbose_name=_("area"))
    lead = models.TextField(_("first words"), max_length=300, blank=True)
    coordinator = models.ForeignKey(
        "partnership.PersonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordinator"),
        help_text=_("A person with a page of their own. Empty: what is written below."),
    )
    coordinator_role = models.CharField(
        _("who to contact"), max_length=80, blank=True, help_text=_("A role, never a name: “Tarn Moor coordinator”.")
    )
    coordinator_email = models.EmailField(_("their e-mail"), blank=True)
    coordinator_phone = models.CharField(_("their telephone"), max_length=30, blank=True)
    problem_profile = StreamField(
        PAPERS,
        blank=True,
        max_num=3,
        verbose_name=_("what we know about the area"),
        help_text=_("The problem profile or needs assessment."),
    )
    plan = StreamField(PAPERS, blank=True, max_num=3, verbose_name=_("plan for the area"))
    body = StreamField(HUB_BLOCKS, blank=True, verbose_name=_("page"))

    parent_page_types = ["home.AreasPage"]
    subpage_types = [
        "home.StandardPage",
        "news.NewsPage",
        "events.EventPage",
        "publications.PublicationPage",
        "partnership.SectionPage",
        "partnership.ProjectPage",
        "partnership.PersonPage",
    ]
    content_panels = [
        *content_panels("area", "lead"),
        MultiFieldPanel(
            [
                FieldPanel("coordinator"),
                FieldPanel("coordinator_role"),
                FieldPanel("coordinator_email"),
                FieldPanel("coordinator_phone"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("problem_profile"), FieldPanel("plan")], heading=_("Profile and plan")),
        *body_panels(),
    ]
    page_description = _("The front page of one area.")

    class Meta:
        verbose_name = _("area hub")

    def prose(self) -> str:
        """The words of the page, with the area's name."""
        from core.pages.body import words_of  # noqa: PLC0415

        return " ".join([self.area.name, self.lead, self.coordinator_role, words_of(self.body.raw_data)])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What is going on in the area, in at most eight queries with its own."""
        from home.composition import hub  # noqa: PLC0415

        return {**super().get_context(request, *args, **kwargs), **hub(self, request)}


class ChangedPage(BasePage):
    """What came of it: you said, we did. Lists only what exists, the refusals too."""

    lead = models.TextField(_("first words"), max_length=300, blank=True)
    rows = StreamField([("row", SaidDidBlock())], blank=True, verbose_name=_("what came of it"))

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    content_panels = content_panels("lead", "rows")

    class Meta:
        verbose_name = _("you said, we did")

    def prose(self) -> str:
        """The words of every row."""
        return " ".join(f"{row['value']['said']} {row['value']['did']}" for row in self.rows.raw_data)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Every row, as it stands."""
        from home.composition import rows_of  # noqa: PLC0415

        return {**super().get_context(request, *args, **kwargs), "rows": rows_of(self)}


@register_setting(icon="list-ul", order=20)
class SiteFurniture(BaseGenericSetting):
    """Menus, footer and logos of every page. Empty menus mean Sayso's own."""

    menu = StreamField([("item", MenuItemBlock())], blank=True, verbose_name=_("main menu"), max_num=7)
    footer = StreamField([("item", MenuItemBlock())], blank=True, verbose_name=_("links of the footer"), max_num=16)
    partners = models.CharField(
        _("line at the foot"), max_length=300, blank=True, help_text=_("Who works together here, in one sentence.")
    )
    logos = StreamField(
        [("logo", LogoBlock())], blank=True, verbose_name=_("logos of partners and funders"), max_num=12
    )

    class Meta:
        verbose_name = _("menus, footer and logos")

    def __str__(self) -> str:
        return str(_("Menus, footer and logos"))


class Alert(models.Model):
    """A notice at the top of every page, or of one area's, from one moment to another. It waits for no approver."""

    text = models.CharField(_("what readers see"), max_length=200, help_text=_("What happens, and what they can do."))
    path = models.CharField(
        _("address of a page about it"), max_length=120, blank=True, help_text=_("Of this site, such as /safety/.")
    )
    area = models.ForeignKey(
        "areas.Area", models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Empty: every page.")
    )
    starts = models.DateTimeField(_("from"), default=timezone.now, help_text=_("UK time."))
    ends = models.DateTimeField(_("to"), help_text=_("UK time."))
    reason = models.CharField(_("why"), max_length=300, help_text=_("For colleagues; readers do not see it."))

    class Meta:
        ordering = ["-ends", "-pk"]
        verbose_name = _("alert")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse an alert that ends before it begins, and an address that is not ours."""
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("Choose a time after it begins.")})
        if self.path and (not self.path.startswith("/") or self.path.startswith("//") or not self.path.isprintable()):
            raise ValidationError({"path": _("Start it with one /, as in /safety/.")})


class PageUse(models.Model):
    """How many said on one day that the page at an address was useful, or was not. Nothing about who."""

    path = models.CharField(max_length=200)
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "day"], name="one_use_a_path_and_day")]

    def __str__(self) -> str:
        return f"{self.path} {self.day}"


class PageFeedback(models.Model):
    """What somebody told us about a page, with personal data masked. Nothing says who it was."""

    class Kind(models.TextChoices):
        """The two questions of every footer."""

        WRONG = "wrong", _("Something wrong")
        FORMAT = "format", _("Needed another way")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    path = models.CharField(_("address of the page"), max_length=200)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(_("what they said"), validators=[MaxLengthValidator(300)])
    day = models.DateField(_("day"), auto_now_add=True)
    is_done = models.BooleanField(_("dealt with"), default=False)

    class Meta:
        ordering = ["is_done", "-day", "-pk"]
        verbose_name = _("message about a page")
        verbose_name_plural = _("messages about pages")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.path}"
