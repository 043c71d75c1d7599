"""The addresses of CMS pages: Wagtail's own, with our serving and our sign-in."""

from django.urls import path, re_path
from wagtail import views as wagtail_views

from core.pages import views

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", views.frontend_login, name="wagtailcore_login"),
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
]
