"""Addresses of this feature, under `/support/`."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("", views.finder, name="finder"),
    path("near/", views.near, name="near"),
    path("guide/", views.guide, name="guide"),
    path("guide/<path:answers>/", views.guide),
    path("services/<slug:slug>/", views.service, name="service"),
    path("services/<slug:slug>/card/", views.card, name="card"),
    path("services/<slug:slug>/wrong/", views.wrong, name="wrong"),
    path("<slug:slug>/", views.need, name="need"),
]
