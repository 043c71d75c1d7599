"""How careful a page must be with the person who reads it."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Sensitivity(IntegerChoices):
    """Every page has the exit; the second keeps a page out of other places, the third out of the browser's too."""

    NORMAL = 0, _("Ordinary")
    EXIT = 1, _("Sensitive: keep out of newsletters and sharing")
    HIDDEN = 2, _("Very sensitive: also a neutral title, kept by no browser, left out of search and feeds")


class Theme(TextChoices):
    """The three columns into which prevention work is sorted: who, with whom, where."""

    PEOPLE = "people", _("People")
    PARTNERS = "partners", _("Partners")
    PLACES = "places", _("Places")
