"""The tables of consultations: what is asked (authoring), what is answered (answering) and its public face (pages)."""

from surveys.models.answering import Draft, PendingResponse, Release, Response, SpentKey, Tally
from surveys.models.authoring import Survey, SurveyVersion
from surveys.models.pages import ConsultationIndexPage, ConsultationPage

__all__ = [
    "ConsultationIndexPage",
    "ConsultationPage",
    "Draft",
    "PendingResponse",
    "Release",
    "Response",
    "SpentKey",
    "Survey",
    "SurveyVersion",
    "Tally",
]
