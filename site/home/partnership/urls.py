"""Writing to the partnership."""

from django.urls import path

from home.partnership import views

urlpatterns = [
    path("contact/", views.contact, name="contact_us"),
    path("contact/sent/", views.contact_sent, name="contact_sent"),
]
