"""Showing money."""

from __future__ import annotations

from django import template

from home.partnership import money

register = template.Library()
register.filter("pounds", money.pounds)
