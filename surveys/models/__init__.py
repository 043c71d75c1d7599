"""The tables of consultations: what is asked (authoring), what is answered (answering), group sessions (groups), ways
to come (arrivals), who wrote what where a role may know (links), what waits for approval (approvals) and the public
face (pages)."""

from surveys.models.answering import Draft, LeftOut, PendingResponse, Release, Response, SpentKey, Tally
from surveys.models.approvals import SentIn
from surveys.models.arrivals import Arrival, InvitationCode, ShareLink
from surveys.models.authoring import Survey, SurveyVersion, WithdrawnVersion
from surveys.models.following import Follow
from surveys.models.groups import GroupMode, GroupSession, GroupTablet, HandsCount
from surveys.models.imports import SurveyImport
from surveys.models.links import LookUp, PublicAnswer, ResponseLink
from surveys.models.pages import ConsultationIndexPage, ConsultationPage
from surveys.models.versions import SameMeaning

__all__ = [
    "Arrival",
    "ConsultationIndexPage",
    "ConsultationPage",
    "Draft",
    "Follow",
    "GroupMode",
    "GroupSession",
    "GroupTablet",
    "HandsCount",
    "InvitationCode",
    "LeftOut",
    "LookUp",
    "PendingResponse",
    "PublicAnswer",
    "Release",
    "Response",
    "ResponseLink",
    "SameMeaning",
    "SentIn",
    "ShareLink",
    "SpentKey",
    "Survey",
    "SurveyImport",
    "SurveyVersion",
    "Tally",
    "WithdrawnVersion",
]
