"""Addresses of Talk."""

from django.urls import include, path

from community.forums import views

urlpatterns = [
    path("", views.talk, name="talk"),
    path("", include("community.discussion.urls")),
    path("<slug:board>/", views.board, name="board"),
    path("<slug:board>/new/", views.new, name="topic_new"),
    path("<slug:board>/<int:pk>-<slug:slug>/", views.topic, name="topic"),
    path("<slug:board>/<int:pk>-<slug:slug>/since/", views.since, name="topic_since"),
    path("<slug:board>/<int:pk>-<slug:slug>/reply/", views.reply, name="topic_reply"),
]
