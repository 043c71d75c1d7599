"""Addresses below /account/."""

from django.urls import path

from core.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.own_list, name="list"),
    path("notifications/read/", views.read, name="read"),
    path("notifications/settings/", views.how, name="settings"),
]
