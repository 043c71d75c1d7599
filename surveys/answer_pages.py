"""What the pages of answering show: a page of questions, the pause, the answers to check, the preview in the CMS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, override

from core.pages.languages import choices
from core.pages.pictures import with_renditions
from surveys import progress, steps
from surveys.definition import Definition, Picture, Question
from surveys.enums import Paging
from surveys.expressions import in_words
from surveys.forms import AnswerForm, SendForm, Sheet
from surveys.models import ConsultationPage, Draft
from surveys.paths import path_of
from surveys.steps import Screen, Screens
from surveys.wording import wording_of

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

Images = dict[int, "AbstractImage"]


@dataclass
class Item:
    """One question on a page, or something to read: `form` is None there. `images`: every picture at hand, by id."""

    question: Question
    form: AnswerForm | None
    images: Images

    @property
    def picture(self) -> AbstractImage | None:
        """The question's own picture, where the public may see it."""
        return self._image(self.question.picture)

    @property
    def options(self) -> list[tuple[Any, AbstractImage | None, Picture | None]]:
        """Each thing to pick, with its picture and what stands for the picture in words."""
        field = self.form.main if self.form else None
        if field is None:
            return []
        pictures = [choice.picture for choice in self.question.choices]
        return [(option, self._image(one), one) for option, one in zip(field, pictures, strict=False)]

    def _image(self, picture: Picture | None) -> AbstractImage | None:
        return self.images.get(picture.image) if picture else None


def items_of(questions: Iterable[Question], sheet: Sheet) -> list[Item]:
    """What stands on a page, in order. One query where there are pictures, else none."""
    questions = list(questions)
    forms = {form.question.qid: form for form in sheet}
    wanted = [one.picture for one in questions if one.picture]
    wanted += [choice.picture for one in questions for choice in one.choices if choice.picture]
    images = with_renditions(picture.image for picture in wanted)
    return [Item(one, forms.get(one.qid), images) for one in questions]


def screen_context(
    request: HttpRequest,
    slug: str,
    asked: Definition,
    draft: Draft,
    screens: Screens,
    screen: Screen,
    sheet: Sheet,
) -> dict[str, Any]:
    """One page of questions. No query, one where it shows pictures."""
    path = [one for each in screens for one in each.questions]
    shown = next((one for one in screens if one.questions == screen.questions), screen)
    asks = [one for one in screen.questions if one.asks]
    return {
        **_frame(request, slug, asked, draft),
        "form": sheet,
        "has_errors": bool(sheet.errors),
        "items": items_of(screen.questions, sheet),
        "first": screen.first,
        "section": shown.begins,
        "alone": len(screen.questions) == 1 or asked.paging == Paging.QUESTION,
        "together": asked.paging == Paging.SECTION,
        "asks": len(asks),
        "skippable": bool(asks) and all(one.skippable for one in asks),
        "about_you": any(one.about_you for one in asks),
        "progress": progress.progress(asked, path, screen),
        "onward": _sure_next(asked, draft, screens, shown),
        "shared": draft.session_id is not None,
    }


def _sure_next(asked: Definition, draft: Draft, screens: Screens, screen: Screen) -> str:
    """The id of the page that comes next whatever is answered here; "" where that is not certain."""
    if draft.session_id is not None or not progress.is_certain(asked, screen):
        return ""
    seen = draft.document | {one.qid: None for one in screen.questions}
    after = steps.following(asked, screens, seen, asked.places[screen.questions[-1].qid])
    return after.key if after else ""


def check_context(
    request: HttpRequest, slug: str, asked: Definition, draft: Draft, problem: str, form: SendForm
) -> dict[str, Any]:
    """All answers by section, in words. `closed`: the page that has to be passed before sending."""
    path = path_of(asked, draft.document)
    screens = steps.screens_of(asked, path)
    rows = [
        (
            asked.section.get(one.section) if screen.begins and one is screen.first else None,
            one,
            wording_of(one, draft.document.get(one.qid)),
            screen.key,
        )
        for screen in screens
        for one in screen.questions
        if one.asks or (screen.begins and one is screen.first)
    ]
    return {
        **_frame(request, slug, asked, draft),
        "rows": rows,
        "problem": problem,
        "together": asked.paging == Paging.SECTION,
        "last": screens[-1].key if screens else "",
        "form": form,
        "has_errors": bool(problem or form.errors),
        "closed": steps.gate(screens, draft.document),
    }


def pause_context(request: HttpRequest, slug: str, asked: Definition, draft: Draft, onward: str) -> dict[str, Any]:
    """What is kept of somebody who stops for now. `onward`: the address at which they go on."""
    path = path_of(asked, draft.document)
    given = sum(bool(wording_of(one, draft.document.get(one.qid))) for one in path if one.asks)
    return {**_frame(request, slug, asked, draft), "given": given, "until": draft.expires_at, "onward": onward}


def declined_context(page: ConsultationPage) -> dict[str, Any]:
    """After somebody said that they do not want to take part."""
    return {"page": page, "survey": page.survey}


def preview_items(asked: Definition, language: str = "en") -> list[tuple[Any, str, list[tuple[Item, str]]]]:
    """The whole survey in `language`, for its editors: (section or None, its rule in words, [(item, its rule)]).

    Nothing is hidden by a rule. Rules are told in English, as everything for staff only."""
    spoken = asked.in_language(language)
    sheet = Sheet((one for one in spoken.questions if one.asks), {}, together=True)
    parts: list[tuple[Any, str, list[tuple[Item, str]]]] = []
    for item in items_of(spoken.questions, sheet):
        section = spoken.section.get(item.question.section)
        if not parts or parts[-1][0] is not section:
            parts.append((section, _in_english(section.when if section else "", asked), []))
        parts[-1][2].append((item, _in_english(item.question.when, asked)))
    return parts


def _in_english(rule: str, asked: Definition) -> str:
    with override("en"):
        return in_words(rule, asked) if rule else ""


def _frame(request: HttpRequest, slug: str, asked: Definition, draft: Draft) -> dict[str, Any]:
    """What every page of answering shows. The picker offers the languages that the questions are in."""
    written = (get_language() or "en").partition("-")[0] in asked.languages
    codes = [code for code, _name in settings.LANGUAGES if code.partition("-")[0] in asked.languages]
    return {
        "slug": slug,
        "survey": draft.version.survey,
        "draft": draft,
        "page_languages": choices(request, codes),
        "not_translated": not written,
    }
