"""The gallery's addresses."""

from django.urls import path

from core.ui import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/mistakes/", views.gallery, {"mistakes": True}, name="gallery_mistakes"),
]
