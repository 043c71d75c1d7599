"""Addresses of files, under the names that Wagtail knows them by."""

from django.urls import URLPattern, path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from core.pages.media import views

urlpatterns: list[URLPattern] = [
    re_path(r"^([0-9]+)/(.*)$", views.document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
