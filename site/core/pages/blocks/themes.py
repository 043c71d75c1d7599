"""People, Partners, Places: the three columns into which prevention work is sorted."""

from django.utils.translation import gettext_lazy as _

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FIGURES, writing


class ThemesBlock(PageBlock):
    """Three columns side by side, one under the other on a phone."""

    people = writing(_("People"), help_text=_("Work with people, such as mentoring."))
    partners = writing(_("Partners"), help_text=_("How organisations work together."))
    places = writing(_("Places"), help_text=_("Streets, parks, buses and buildings."))

    class Meta:
        icon = "grip"
        label = _("People, Partners, Places")
        group = FIGURES
        template = "components/blocks/themes.html"
        preview_value = {
            "people": "<p>Mentors in every school.</p>",
            "partners": "<p>One plan that seven bodies signed.</p>",
            "places": "<p>Lights, late buses and open gyms.</p>",
        }
        description = _("The three themes of prevention, side by side.")
