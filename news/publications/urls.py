"""Addresses of publications that are no pages of the CMS: their feed."""

from django.urls import path
from django.views.decorators.http import conditional_page

from news.publications.feeds import PublicationFeed

urlpatterns = [path("feed/", conditional_page(PublicationFeed()), name="publications_feed")]
