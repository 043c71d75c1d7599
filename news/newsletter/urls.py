"""Addresses of the newsletter for readers."""

from django.urls import path

from news.newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("check/", views.check, name="check"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
    path("leave/<str:token>/", views.leave, name="leave"),
]
