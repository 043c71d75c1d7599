"""Addresses of the desk."""

from django.urls import include, path

from community.moderation import views

urlpatterns = [
    path("", include("core.safeguarding.urls")),
    path("", views.queue, name="desk"),
    path("cases/<int:pk>/", views.case, name="desk_case"),
    path("cases/<int:pk>/decide/", views.decide, name="desk_decide"),
    path("cases/<int:pk>/reveal/", views.reveal, name="desk_reveal"),
    path("cases/<int:pk>/take/", views.take, name="desk_take"),
    path("cases/<int:pk>/leave/", views.leave, name="desk_leave"),
]
