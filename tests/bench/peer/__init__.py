"""The peer of our surveys: a plain Wagtail project that stores the same form by `wagtail.contrib.forms`."""

TOKEN = "a" * 32
"""Of the form: Django takes any on which the form and the cookie agree."""

CHOICES = ("Yes", "No", "Maybe", "Never", "Always")
