"""Addresses of news that are no pages of the CMS: its feed."""

from django.urls import path
from django.views.decorators.http import conditional_page

from news.feeds import NewsFeed

urlpatterns = [path("feed/", conditional_page(NewsFeed()), name="news_feed")]
