"""What a consultation still needs before it can open: each row with its state, plain words and where to mend it.

Reads the drafts that it is given and who holds which role; writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pages.gate import page_problems
from core.pages.media.consents import consent_problems
from core.pages.media.references import pictures_of
from core.pages.moments import UK, said, twice_words
from surveys import levels
from surveys.authoring.linting import advice_on, errors_in
from surveys.compiling import BrokenDefinition
from surveys.definition import digest, parse
from surveys.enums import QuestionKind
from surveys.models import ConsultationPage, Survey
from surveys.seeing import who_sees_of
from surveys.versioning import plan_for

MONTH = timedelta(days=365.25 / 12)


class State(Enum):
    """How a row stands. Only `TODO` keeps a consultation from opening."""

    DONE = "done"
    TODO = "todo"
    ADVICE = "advice"


@dataclass(frozen=True)
class Row:
    """One thing on the list. `words`: sentences; `link`: where it is mended, named `action`;
    `is_button`: it begins something, so it is posted to."""

    key: str
    title: str
    state: State
    words: tuple[str, ...]
    link: str = ""
    action: str = ""
    is_button: bool = False

    @property
    def state_words(self) -> str:
        """The state for people who see no colour."""
        return {State.DONE: _("Done"), State.TODO: _("To do"), State.ADVICE: _("Advice")}[self.state]


def rows(page: ConsultationPage, survey: Survey) -> list[Row]:
    """The whole list for the drafts `page` and `survey`. A few queries, however long the survey is."""
    return [make(page, survey) for make in (*_MUST, _page, _help, _kept, _translations)]


def must_mend(page: ConsultationPage, survey: Survey) -> list[str]:
    """Plain sentences for all that keeps these drafts from opening; without what the gate of every page says."""
    found = [make(page, survey) for make in _MUST]
    return [words for row in found if row.state == State.TODO for words in row.words]


def _row(key: str, title: str, problems: list[str], done: list[str], link: str, action: str) -> Row:
    state = State.TODO if problems else State.DONE
    return Row(key, title, state, tuple(problems or done), link, action)


def edit_survey(survey: Survey) -> str:
    """The address of the questions' editor."""
    return reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk])


def edit_page(page: ConsultationPage) -> str:
    """The address of the page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _questions(page: ConsultationPage, survey: Survey) -> Row:
    link, action, title = edit_survey(survey), _("Write the questions"), _("Questions")
    try:
        definition = parse(survey.compiled())
        problems, refusal = errors_in(definition), plan_for(survey).refusal
    except BrokenDefinition as problem:
        return _row("questions", title, [str(problem)], [], link, action)
    if refusal:
        problems, link, action = [*problems, refusal], reverse("survey_changes", args=[survey.pk]), _("What changes")
    if not any(one.asks and not one.about_you for one in definition.questions):
        problems = [_("Write at least one question that is not about the person."), *problems]
    count = ngettext("%(n)s question, about %(m)s min.", "%(n)s questions, about %(m)s min.", definition.asked)
    advice = [] if problems else [_("To think about: %(words)s") % {"words": one} for one in advice_on(definition)]
    done = [count % {"n": definition.asked, "m": definition.minutes}, *advice]
    return _row("questions", title, problems, done, link, action)


def _dates(page: ConsultationPage, survey: Survey) -> Row:
    problems = []
    if survey.closes_at <= timezone.now():
        problems.append(_("It would have closed already. Choose a later day."))
    elif survey.closes_at <= survey.opens_at:
        problems.append(_("It has to close after it opens."))
    return _row(
        "dates", _("When it is open"), problems, dates_in_words(survey), edit_survey(survey), _("Change the dates")
    )


def dates_in_words(survey: Survey) -> list[str]:
    """When it opens and closes, in UK time, with what a change of the clocks means for it."""
    opens, closes = survey.opens_at, survey.closes_at
    if opens > timezone.now():
        first = _("Opens on %(moment)s.") % {"moment": said(opens)}
    elif survey.version_id:
        first = _("Opened on %(moment)s.") % {"moment": said(opens)}
    else:
        first = _("Opens as soon as it is approved.")
    words = [
        first,
        _("Closes on %(moment)s.") % {"moment": said(closes)},
        *filter(None, [twice_words(opens), twice_words(closes)]),
    ]
    if opens.astimezone(UK).utcoffset() != closes.astimezone(UK).utcoffset():
        words.append(_("The clocks change in between. Each time is as UK clocks show it on that day."))
    return words


def _decides(page: ConsultationPage, survey: Survey) -> Row:
    problems = []
    if not page.who_decides.strip():
        problems.append(_("Say who decides."))
    if page.reply_by is None:
        problems.append(_("Say by which day people can read what was decided."))
    elif page.reply_by <= timezone.localtime(survey.closes_at).date():
        problems.append(_("The day for the answer has to be after it closes."))
    done = [_("%(who)s, with an answer by %(day)s.") % {"who": page.who_decides, "day": _day(page.reply_by)}]
    return _row(
        "decides", _("Who decides, and by when"), problems, done, f"{edit_page(page)}#tab-content", _("Fill it in")
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _readers(page: ConsultationPage, survey: Survey) -> Row:
    seen = who_sees_of(survey)
    problems = []
    if not seen.readers:
        problems.append(_("Nobody may read the answers. Give somebody the role of analyst."))
    if seen.unknown:
        words = _("Somebody who reads answers has no employing organisation noted, and people are told who it is.")
        problems.append(f"{words} {_('An administrator can write it down.')}")
    if seen.linker and seen.linker[0] not in dict(seen.readers):
        words = _("Nobody holds the role that can find out who wrote an answer: %(role)s.")
        problems.append(words % {"role": seen.role_words})
    done = [f"{role}: {employers}" for role, employers in seen.whole.rows]
    done.append(_("Some of them work for the police.") if seen.police else _("None of them works for the police."))
    return _row("readers", _("Who reads the answers"), problems, done, "", "")


def _level(page: ConsultationPage, survey: Survey) -> Row:
    problem = levels.problem(survey)
    done = survey.get_anonymity_display()
    if survey.link_role:
        done = f"{done}: {survey.get_link_role_display()}"
    return _row(
        "level", _("Who can find out who"), [problem] if problem else [], [done], edit_survey(survey), _("Change it")
    )


def _tried(page: ConsultationPage, survey: Survey) -> Row:
    try:
        tried = survey.tested_sha == digest(survey.compiled())
    except BrokenDefinition:
        tried = False
    problems = [] if tried else [_("Nobody has tried these questions since they last changed. Try them on a phone.")]
    link = reverse(Survey.snippet_viewset.get_url_name("try"), args=[survey.pk])
    state, words = (State.DONE, _("Somebody tried these questions to the end.")) if tried else (State.TODO, problems[0])
    return Row("tried", _("A test answer"), state, (words,), link, _("Try it"), is_button=True)


def _page(page: ConsultationPage, survey: Survey) -> Row:
    problems = [problem.words for found in page_problems(page).values() for problem in found]
    problems += consent_problems(pictures_of(page))
    try:
        page.full_clean()
    except ValidationError as problem:
        names = {field.name: str(field.verbose_name) for field in page._meta.fields}
        missing = {**getattr(problem, "error_dict", {})}
        for name in ("who_decides", "reply_by"):  # said in their own row
            missing.pop(name, None)
        problems += [
            (_("“%(field)s” is empty.") if error.code in ("blank", "null") else _("%(field)s: %(said)s"))
            % {"field": names.get(name, name).capitalize(), "said": " ".join(error.messages)}
            for name, errors in missing.items()
            for error in errors
        ]
    return _row(
        "page", _("The page"), problems, [_("It passes the publishing checks.")], edit_page(page), _("Write the page")
    )


def _help(page: ConsultationPage, survey: Survey) -> Row:
    with_help = [
        1 for block in survey.questions if block.value.get("need") or block.block_type == QuestionKind.SIGNPOST
    ]
    count = len(with_help)
    words = ngettext("%(n)s question has help beside it.", "%(n)s questions have help beside them.", count)
    none = _("No question has help beside it. Every page leads to help; a hard question should name the kind.")
    state = State.DONE if count else State.ADVICE
    said_here = words % {"n": count} if count else none
    return Row("help", _("Help beside the questions"), state, (said_here,), edit_survey(survey), _("Add help"))


def _kept(page: ConsultationPage, survey: Survey) -> Row:
    months = survey.keep_months
    ends = date_format(timezone.localtime(survey.closes_at + months * MONTH), "F Y")
    words = ngettext(
        "Answers are kept for %(n)s month after it closes, until about %(ends)s.",
        "Answers are kept for %(n)s months after it closes, until about %(ends)s.",
        months,
    )
    said_here = (words % {"n": months, "ends": ends},)
    return Row("kept", _("How long answers are kept"), State.DONE, said_here, edit_survey(survey), _("Change it"))


def _translations(page: ConsultationPage, survey: Survey) -> Row:
    missing = [*_missing(survey)]
    state = State.ADVICE if missing else State.DONE
    words = tuple(missing or [_("The questions are there in every language of this site.")])
    link = reverse("survey_translations", args=[survey.pk])
    return Row("languages", _("Other languages"), state, words, link, _("Translate them"))


def _missing(survey: Survey) -> Iterator[str]:
    """What is not there in the other languages of the site."""
    try:
        made = survey.compiled()
    except BrokenDefinition:
        return
    texts = made.get("texts", {})
    for code, name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE.split("-")[0] or code == settings.LANGUAGE_CODE:
            continue
        left = sum(1 for one in made["questions"] if not texts.get(code, {}).get(one["qid"], {}).get("label"))
        if left == len(made["questions"]):
            yield _("No question is in %(language)s yet.") % {"language": str(name)}
        elif left:
            words = ngettext("%(n)s question is not in %(language)s.", "%(n)s questions are not in %(language)s.", left)
            yield words % {"n": left, "language": str(name)}


_MUST: tuple[Callable[[Any, Any], Row], ...] = (_questions, _dates, _decides, _level, _readers, _tried)
