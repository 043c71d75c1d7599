"""Addresses of single posts."""

from django.urls import path

from community.discussion import views

urlpatterns = [
    path("yours/", views.yours, name="your_posts"),
    path("posts/<uuid:uuid>/", views.post, name="post"),
    path("posts/<uuid:uuid>/change/", views.change, name="post_change"),
    path("posts/<uuid:uuid>/withdraw/", views.withdraw, name="post_withdraw"),
    path("posts/<uuid:uuid>/report/", views.report, name="post_report"),
    path("reports/<str:reference>/", views.reported, name="reported"),
]
