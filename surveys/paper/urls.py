"""Addresses under `/desk/paper/`."""

from django.urls import path

from surveys.paper import views

urlpatterns = [
    path("", views.choose, name="paper"),
    path("<int:version>/", views.enter_one, name="paper_enter"),
]
