"""Home's own pages."""

from django.urls import include, path

from core.areas.chosen import choose
from core.pages.kept_forms import kept_form
from home import brand, emergency, exit, search, topics, tour, views
from home.sitemap import robots, section, sitemap

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
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", section, name="sitemap_section"),
    path("robots.txt", robots, name="robots"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic_hub, name="topic_hub"),
    path("areas/choose/", kept_form(choose), name="choose_area"),
    path("", include("home.partnership.urls")),
    path("areas/<slug:slug>/", views.area_hub, name="area"),
]
