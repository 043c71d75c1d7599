"""One row of an event's programme."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock, TimeBlock


class SpeakerBlock(StructBlock):
    """Somebody who speaks: a name, and what they are where."""

    name = CharBlock(max_length=80, label=_("Name"))
    role = CharBlock(max_length=80, required=False, label=_("Role"))
    organisation = CharBlock(max_length=120, required=False, label=_("Organisation"))

    class Meta:
        icon = "user"
        label = _("Speaker")


class ProgrammeBlock(StructBlock):
    """What happens at what time, and who speaks."""

    time = TimeBlock(required=False, label=_("Time"), help_text=_("UK time."))
    title = CharBlock(max_length=120, label=_("What happens"))
    about = TextBlock(max_length=400, required=False, label=_("More about it"))
    speakers = ListBlock(SpeakerBlock(), required=False, default=[], label=_("Speakers"))

    class Meta:
        icon = "time"
        label = _("Part of the programme")
        preview_value = {"time": "14:00", "title": "Welcome, and something to eat", "about": "", "speakers": []}
