"""Partnership (the body that runs this site), its areas, and the postcodes that lead to them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Area(models.Model):
    """A local area (a spoke). The hub is the whole partnership and is no row: an empty area means everywhere."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    nation = models.CharField(max_length=3, default="ENG", help_text=_("ENG, WLS, SCT or NIR: its bank holidays."))
    ons_codes = models.JSONField(default=list, blank=True, help_text=_("ONS codes of the districts that make it up."))
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("area", args=[self.slug])


class PostcodeDistrict(models.Model):
    """The first half of a postcode in one area, with its centre on the national grid and how many postcodes it has."""

    outward = models.CharField(max_length=4)
    area = models.ForeignKey(Area, models.CASCADE, related_name="districts")
    postcodes = models.PositiveIntegerField(default=0)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outward", "area"], name="one_district_once")]

    def __str__(self) -> str:
        return f"{self.outward} ({self.area})"


class Postcode(models.Model):
    """One whole postcode and its area: public reference data, never a person's.

    A sector (such as ZZ993, which ends in a digit) stands for every postcode that begins with it: demo places have
    no directory.
    """

    code = models.CharField(max_length=7, primary_key=True, help_text=_("Upper case, no space."))
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.code


class Outcode(models.Model):
    """The first half of any postcode of the country, with the middle of its postcodes: distances start here."""

    code = models.CharField(max_length=4, primary_key=True, help_text=_("Upper case, such as BS1."))
    easting = models.PositiveIntegerField(help_text=_("Metres on the national grid."))
    northing = models.PositiveIntegerField(help_text=_("Metres on the national grid."))

    def __str__(self) -> str:
        return self.code


class PartnershipChange(models.Model):
    """What the body that runs this site was called before: bodies change, and old pages must stay explainable."""

    at = models.DateTimeField(auto_now_add=True)
    field = models.CharField(max_length=60, help_text=_("Such as `controller`, or `area:kestrel-bay`."))
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


@register_setting(icon="site", order=10)
class Partnership(BaseGenericSetting):
    """Who runs this site: names, contacts, brand and the quick exit. One row; `manage.py partnership` writes it."""

    name: models.CharField[str, str] = models.CharField(max_length=120, default="Sayso")
    short_name: models.CharField[str, str] = models.CharField(max_length=60, default="Sayso")
    place: models.CharField[str, str] = models.CharField(
        max_length=80, blank=True, help_text=_("The whole place in a few words, as in “All of …”.")
    )
    controller: models.CharField[str, str] = models.CharField(_("data controller"), max_length=160, blank=True)
    strapline: models.CharField[str, str] = models.CharField(
        max_length=200, blank=True, help_text=_("One line: who runs this and what it is for.")
    )
    domain: models.CharField[str, str] = models.CharField(max_length=120, blank=True)
    contact_email: models.EmailField[str, str] = models.EmailField(blank=True)
    contact_phone: models.CharField[str, str] = models.CharField(max_length=30, blank=True)
    contact_address: models.TextField[str, str] = models.TextField(blank=True)
    safeguarding_email: models.EmailField[str, str] = models.EmailField(blank=True)
    accountable_person: models.CharField[str, str] = models.CharField(
        max_length=120, blank=True, help_text=_("A role, such as Head of the unit.")
    )
    exit_address: models.URLField[str, str] = models.URLField(default="https://www.bbc.co.uk/weather")
    helplines = models.JSONField(
        default=list, blank=True, help_text=_("Lines of the strip and footer: label, display, href and where shown.")
    )
    brand = models.JSONField(default=dict, blank=True, help_text=_("The six brand tokens; empty means Sayso's own."))
    facts = models.JSONField(default=dict, blank=True, help_text=_("Values that the legal pages quote, by key."))

    class Meta:
        verbose_name = _("partnership")

    def __str__(self) -> str:
        return self.name
