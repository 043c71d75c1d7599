"""Addresses under `/consultations/`."""

from django.urls import path

from surveys.views import answering, public

ANSWER = "<slug:slug>/answer/"

urlpatterns = [
    path("", public.index, name="consultations"),
    path("<slug:slug>/", public.consultation, name="consultation"),
    path("<slug:slug>/results/", public.results, name="consultation_results"),
    path("<slug:slug>/receipt/", answering.receipt, name="consultation_receipt"),
    path(ANSWER, answering.start, name="consultation_answer"),
    path(f"{ANSWER}check/", answering.check, name="consultation_check"),
    path(f"{ANSWER}delete/", answering.delete, name="consultation_delete"),
    path(f"{ANSWER}<slug:qid>/", answering.question, name="consultation_question"),
]
