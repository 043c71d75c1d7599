"""Addresses of events that are no pages of the CMS."""

from django.urls import path
from django.views.decorators.http import conditional_page

from news.events import views
from news.events.feeds import EventFeed

urlpatterns = [
    path("calendar.ics", views.calendar, name="events_calendar"),
    path("calendar/<uuid:key>.ics", views.event_calendar, name="event_calendar"),
    path("feed/", conditional_page(EventFeed()), name="events_feed"),
    path("sign-up/<int:pk>/", views.sign_up, name="events_sign_up"),
    path("sign-up/<int:pk>/thanks/", views.thanks, name="events_thanks"),
    path("place/<str:token>/", views.place, name="events_place"),
]
