"""Publishing questions: what a draft changes, whether that may be published, and the version that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from surveys.compiling import BrokenDefinition
from surveys.definition import Definition, digest, parse
from surveys.differing import Change, ChangeKind, compare, fingerprint
from surveys.identity import Reuse, reused
from surveys.linting import errors
from surveys.models.authoring import SurveyVersion
from surveys.models.versions import SameMeaning

if TYPE_CHECKING:
    from surveys.models.authoring import Survey

_WORDED = frozenset({"label", "help", "easy", "spoken", "choice_label", "row_label"})


class NeedsReason(BrokenDefinition):
    """Meaning changed in questions that were published, and nobody signed why answers can still be counted together."""


@dataclass(frozen=True)
class Plan:
    """What publishing a draft would do. `same`: the version that asks exactly this already."""

    definition: dict[str, Any]
    sha256: str
    same: SurveyVersion | None
    changes: tuple[Change, ...]
    reuses: tuple[Reuse, ...]
    reason: SameMeaning | None
    is_withdrawn: bool

    @property
    def meaning(self) -> tuple[Change, ...]:
        """The changes that need a reason."""
        return tuple(change for change in self.changes if change.kind == ChangeKind.MEANING)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody still has to sign one."""
        return bool(self.meaning) and self.reason is None

    @property
    def refusal(self) -> str:
        """Why this cannot be published, for its editor; "" when it can."""
        if self.is_withdrawn:
            return _("These are the questions of a version that was withdrawn. Change what was wrong with it.")
        if self.reuses:
            return _("A question or choice would come to mean something else. See “What changes”.")
        if self.needs_reason:
            return _("The meaning of a question changed. See “What changes”: write a new question, or say why.")
        return ""


def plan_for(survey: Survey) -> Plan:
    """What publishing the questions of `survey` as they stand would do. Raises BrokenDefinition. Writes nothing.

    Three queries, and one more where meaning changed; definitions that were read before come from memory.
    """
    from surveys.queries import definitions_of  # noqa: PLC0415 - it needs the models, which call this module

    definition = survey.compiled()
    sha256 = digest(definition)
    versions = list(survey.versions.defer("definition").select_related("withdrawn"))
    same = next((version for version in versions if version.sha256 == sha256), None)
    current = next((version for version in versions if version.pk == survey.version_id), None)
    changes: list[Change] = []
    reuses: list[Reuse] = []
    # A version after the current one was only tried, so far: it is judged as if it were new.
    if current is not None and (same is None or same.number > current.number):
        known = definitions_of(survey.pk)
        history = {version.number: known[version.pk] for version in versions if version != same}
        new = parse(definition)
        changes = [*compare(history[current.number], new), *_drift(new, versions, history, current)]
        reuses = reused(new, history, current.number)
    return Plan(
        definition,
        sha256,
        same,
        tuple(changes),
        tuple(reuses),
        _signed(survey, changes),
        same is not None and hasattr(same, "withdrawn"),
    )


def _drift(
    new: Definition, versions: list[SurveyVersion], history: dict[int, Definition], current: SurveyVersion
) -> list[Change]:
    """Words that changed little by little, each step too small to see, since somebody last signed for the question."""
    signed = _meant(current)
    found: dict[tuple[str, str, str], Change] = {}
    now = compare(history[current.number], new)
    step = {(change.qid, change.what, change.after) for change in now if change.kind == ChangeKind.MEANING}
    for version in sorted(versions, key=lambda one: -one.number):
        if version.number >= current.number:
            continue
        for change in compare(history[version.number], new):
            key = (change.qid, change.what, change.after)
            if change.kind == ChangeKind.MEANING and change.what in _WORDED and change.qid not in signed:
                found.setdefault(key, change)
        signed |= _meant(version)
    return [change for key, change in found.items() if key not in step]


def _meant(version: SurveyVersion) -> set[str]:
    return {change["qid"] for change in version.changes if change["kind"] == ChangeKind.MEANING}


def _signed(survey: Survey, changes: list[Change]) -> SameMeaning | None:
    mark = fingerprint(change.stored() for change in changes)
    return SameMeaning.objects.filter(survey=survey, fingerprint=mark).first() if mark else None


def sign(*, survey: Survey, plan: Plan, reason: str, by: UUID) -> SameMeaning:
    """Keep why answers before and after the changes of `plan` can be counted together, and who says so."""
    mark = fingerprint(change.stored() for change in plan.changes)
    made, _is_new = SameMeaning.objects.update_or_create(
        survey=survey, fingerprint=mark, defaults={"reason": reason, "signed_by": by}
    )
    return made


def make_version(survey: Survey, plan: Plan, by: UUID | None) -> SurveyVersion:
    """The SurveyVersion of `plan`, not made current by that. Call it in a transaction that locks the survey.

    Raises BrokenDefinition where an id would come to mean something else: not even a trial may note that.
    """
    if plan.same is not None:
        return plan.same
    if plan.reuses:
        raise BrokenDefinition(plan.refusal)
    number = (survey.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    return SurveyVersion.objects.create(
        survey=survey,
        number=number,
        definition=plan.definition,
        sha256=plan.sha256,
        made_by=by,
        changes=[change.stored() for change in plan.changes],
        reason=plan.reason.reason if plan.reason else "",
    )


def take_version(survey: Survey, by: UUID | None = None) -> SurveyVersion:
    """The SurveyVersion of `survey` as it stands, made where none asks exactly the same, and now the current one.

    `by`: the opaque id of who publishes. Writes the version and `survey.version`. Raises BrokenDefinition (NeedsReason
    among them), writing nothing. Call it in a transaction that locks the survey.
    """
    plan = plan_for(survey)
    if plan.refusal:
        raise (NeedsReason if plan.needs_reason and not plan.reuses else BrokenDefinition)(plan.refusal)
    if plan.same is None:
        _stop_at_errors(plan.definition)
    version = make_version(survey, plan, by)
    if survey.version_id != version.pk:
        survey.version = version
        survey.save(update_fields=["version"])
    return version


def _stop_at_errors(definition: Mapping[str, Any]) -> None:
    """Raises BrokenDefinition with every error of `surveys.linting`."""
    found = [problem.words for problem in errors(parse(definition))]
    if found:
        raise BrokenDefinition(" ".join(found))
