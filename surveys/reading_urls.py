"""Addresses under `/desk/answers/`."""

from django.urls import path

from surveys.views import reading

urlpatterns = [
    path("", reading.surveys, name="reading"),
    path("<int:pk>/", reading.answers, name="reading_survey"),
    path("<int:pk>/<uuid:response>/", reading.answer, name="reading_one"),
    path("<int:pk>/<uuid:response>/show/", reading.show, name="reading_show"),
]
