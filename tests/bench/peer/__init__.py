"""The peer of our surveys: a plain Wagtail project that stores the same form by `wagtail.contrib.forms`."""
