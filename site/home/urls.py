"""Home's own pages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from core.areas.chosen import choose
from core.pages.kept_forms import kept_form
from home import brand, emergency, exit, search, tour, views
from home.sitemap import SITEMAPS, robots

urlpatterns = [
    path("exit/", exit.leave, name="exit"),
    path("brand/<slug:version>.css", brand.brand_css, name="brand_css"),
    path("brand/<slug:version>/tokens.css", brand.brand_tokens, name="brand_tokens"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("search/", search.search, name="search"),
    path("feedback/", views.feedback, name="feedback"),
    path("feedback/useful/", views.useful, name="feedback_useful"),
    path("feedback/thanks/", views.feedback_thanks, name="feedback_thanks"),
    path("demo/", tour.tour, name="demo"),
    path("demo/sign-in/", tour.sign_in, name="demo_sign_in"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("areas/choose/", kept_form(choose), name="choose_area"),
    path("areas/<slug:slug>/", views.area_hub, name="area"),
]
