"""Addresses of this feature, under `/support/`."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("", views.finder, name="finder"),
    path("near/", views.near, name="near"),
    path("services/<slug:slug>/", views.service, name="service"),
    path("<slug:slug>/", views.need, name="need"),
]
