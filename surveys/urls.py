"""Addresses under `/consultations/`."""

from django.urls import include, path

from surveys.feeds import ConsultationFeed
from surveys.groups.shared import shared
from surveys.printing import views as printing
from surveys.views import answering, asking, cards, entering, following, public, receipts, withdrawn

answer_patterns = [
    path("", shared(answering.start), name="consultation_answer"),
    path("check/", shared(answering.check), name="consultation_check"),
    path("delete/", shared(answering.delete), name="consultation_delete"),
    path("card/", shared(cards.card), name="consultation_card"),
    path("key/", shared(entering.missing_key), name="consultation_key"),
    path("pause/", shared(asking.pause), name="consultation_pause"),
    path("go-on/", shared(withdrawn.go_on), name="consultation_go_on"),
    path("<slug:qid>/", shared(asking.question), name="consultation_question"),
]

urlpatterns = [
    path("", public.index, name="consultations"),
    path("feed/", ConsultationFeed(), name="consultations_feed"),
    # No page of a consultation is called code or card, so a consultation may be called "my".
    path("my/code/", receipts.my_code, name="my_code"),
    path("my/card/", cards.my_card, name="my_card"),
    path("", include("surveys.groups.urls")),
    path("<slug:slug>/answer/", include(answer_patterns)),
    path("<slug:slug>/", public.consultation, name="consultation"),
    path("<slug:slug>/follow/", following.follow, name="consultation_follow"),
    path("<slug:slug>/who/", public.who, name="consultation_who"),
    path("<slug:slug>/answers/", public.answers, name="consultation_answers"),
    path("<slug:slug>/answers/<uuid:key>/", public.named_answer, name="consultation_named_answer"),
    path("<slug:slug>/results/", public.results, name="consultation_results"),
    path("<slug:slug>/receipt/", shared(answering.receipt), name="consultation_receipt"),
    path("<slug:slug>/print/", printing.sheet, name="consultation_print"),
]
