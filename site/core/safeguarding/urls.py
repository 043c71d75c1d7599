"""Addresses below /desk/."""

from django.urls import path

from core.safeguarding import views

urlpatterns = [
    path("safeguarding/", views.concerns, name="concerns"),
    path("safeguarding/<int:pk>/", views.concern, name="concern"),
    path("safeguarding/<int:pk>/acknowledge/", views.acknowledge, name="concern_acknowledge"),
    path("safeguarding/<int:pk>/note/", views.note, name="concern_note"),
    path("safeguarding/<int:pk>/close/", views.close, name="concern_close"),
]
