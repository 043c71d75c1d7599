"""Addresses of a youth worker under `/desk/groups/`."""

from django.urls import path

from surveys.groups.views import desk
from surveys.paper import views as paper

urlpatterns = [
    path("", desk.sessions, name="groups"),
    path("open/", desk.open_one, name="group_open"),
    path("<uuid:uuid>/", desk.session, name="group_session"),
    path("<uuid:uuid>/room/", desk.room, name="group_room"),
    path("<uuid:uuid>/hand-over/", desk.hand_over, name="group_hand_over"),
    path("<uuid:uuid>/end/", desk.end, name="group_end"),
    path("<uuid:uuid>/hands/", desk.hands, name="group_hands"),
    path("<uuid:uuid>/paper/", paper.enter_for_session, name="group_paper"),
]
