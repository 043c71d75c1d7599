"""Registers surveys in `/cms/`."""

from wagtail.snippets.models import register_snippet

from surveys.viewsets import SurveyViewSet

register_snippet(SurveyViewSet)
