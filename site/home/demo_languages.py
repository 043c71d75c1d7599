"""The demo's home page in Welsh and Arabic, so that the language menu of the home page has something to list."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Locale

from home.models import HomePage


@dataclass(frozen=True)
class Words:
    """The words of one home page. `voices`: what was said, and an area or age group."""

    summary: str
    hero_title: str
    hero_lead: str
    help_title: str
    help_lead: str
    voices: tuple[tuple[str, str], ...]


HOMES = {
    "cy": Words(
        summary="Pobl a gwasanaethau'n cydweithio i wneud ein hardaloedd yn fwy diogel i dyfu i fyny ynddynt.",
        hero_title="Eich ardal. Eich llais.",
        hero_lead="Dywedwch wrthym beth fyddai'n gwneud Brackenshire yn fwy diogel ac yn well lle i dyfu i fyny. "
        "Rydym yn gwrando. Rydym yn gweithredu. Yna rydym yn dangos i chi beth newidiodd.",
        help_title="Angen rhywun i siarad â nhw?",
        help_lead="Nid oes rhaid i chi fod yn siŵr. Nid oes rhaid i chi fod mewn trafferth. "
        "Dewiswch y ffordd sy'n teimlo hawsaf.",
        voices=(
            ("Goleuadau ar lwybr y gamlas, os gwelwch yn dda.", "Marlow Vale"),
            ("Rhywle cynnes i fynd ar ôl chwech.", "16 neu 17"),
            ("Gofynnwch i ni yn gyntaf. Wedyn adeiladwch.", "Tarn Moor"),
        ),
    ),
    "ar": Words(
        summary="أشخاص وخدمات يعملون معًا لتكون مناطقنا أكثر أمانًا لمن يكبرون فيها.",
        hero_title="منطقتك. رأيك.",
        hero_lead="أخبرنا بما يجعل Brackenshire مكانًا أكثر أمانًا وأفضل للنشأة فيه. "
        "نحن نستمع، ثم نعمل، ثم نريك ما الذي تغيّر.",
        help_title="هل تحتاج إلى شخص تتحدث إليه؟",
        help_lead="ليس عليك أن تكون متأكدًا، ولا أن تكون في مشكلة. اختر الطريقة الأسهل عليك.",
        voices=(
            ("نريد إنارة على طريق القناة من فضلكم.", "Marlow Vale"),
            ("نريد مكانًا دافئًا نذهب إليه بعد السادسة.", "16 أو 17"),
            ("اسألونا أولًا، ثم ابنوا.", "Tarn Moor"),
        ),
    ),
}


def translate_home(home: HomePage) -> None:
    """Write and publish `home` in each of HOMES where it is missing; one that is there is left to its editors."""
    for code, words in HOMES.items():
        locale, _made = Locale.objects.get_or_create(language_code=code)
        if home.has_translation(locale):
            continue
        page = home.copy_for_translation(locale)
        page.summary = words.summary
        page.hero_title, page.hero_lead = words.hero_title, words.hero_lead
        page.help_title, page.help_lead = words.help_title, words.help_lead
        page.voices = [("voice", {"words": said, "who": who}) for said, who in words.voices]
        page.save_revision(clean=False).publish()
