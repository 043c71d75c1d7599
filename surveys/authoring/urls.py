"""Screens beside a survey's editor, under `/cms/snippets/surveys/survey/`. Each part adds a line of its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from surveys.authoring import sharing, signs
from surveys.authoring.logic import views as logic
from surveys.views import staff
from surveys.xlsform import views as xlsform

urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/running/", staff.show, name="running"),
    path("<int:pk>/running/pause/", staff.pause, name="pause"),
    path("<int:pk>/running/go-on/", staff.go_on, name="go_on"),
    path("<int:pk>/running/guard/", staff.guard, name="guard"),
    path("<int:pk>/running/codes/", staff.make_codes, name="make_codes"),
    path("<int:pk>/signs/", signs.show, name="signs"),
    path("<int:pk>/signs/<slug:flag>/", signs.decide, name="signs_decide"),
    path("<int:pk>/try/", staff.try_it, name="try"),
    path("<int:pk>/links/", sharing.links, name="links"),
    path("<int:pk>/links/<int:link>/", sharing.poster, name="poster"),
    path("xlsform/", xlsform.choose, name="xlsform"),
    path("xlsform/<uuid:token>/", xlsform.confirm, name="xlsform_confirm"),
    path("<int:pk>/xlsform/", xlsform.export, name="xlsform_export"),
    path("<int:pk>/xlsform/<int:number>/", xlsform.export_version, name="xlsform_export_version"),
    path("<int:pk>/check/", logic.check, name="check"),
    path("<int:pk>/walk/", logic.walk, name="walk"),
]
