"""Addresses of the API, under `/api/oruk`; a slash at the end makes no difference."""

from django.urls import re_path

from support.oruk import views

app_name = "oruk"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
ITEMS = ("service", "service_at_location", "organization", "taxonomy", "taxonomy_term")

urlpatterns = [
    re_path(r"^$", views.root, name="root"),
    *[re_path(rf"^{name}/?$", getattr(views, name), name=name) for name in LISTS],
    *[
        re_path(rf"^{many}/(?P<id>[^/]+)/?$", getattr(views, one), name=one)
        for many, one in zip(LISTS, ITEMS, strict=True)
    ],
    re_path(r"", views.unknown),
]
