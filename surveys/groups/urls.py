"""Addresses of group sessions under `/consultations/`: no consultation may be called `join` or `tablet`."""

from django.urls import path

from surveys.groups.views import joining, tablet

urlpatterns = [
    path("join/", joining.join, name="group_join"),
    path("join/<slug:code>/", joining.first, name="group_first"),
    path("tablet/", tablet.start, name="group_tablet"),
    path("tablet/done/", tablet.done, name="group_done"),
    path("tablet/clear/", tablet.clear, name="group_clear"),
    path("tablet/here/", tablet.here, name="group_here"),
    path("tablet/end/", tablet.end, name="group_end_by_pin"),
]
