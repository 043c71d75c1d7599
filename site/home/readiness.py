"""What stops a site going live: settings, demo accounts, missing facts, missing work."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks

from core.areas.models import Area, Partnership
from home.health import CHECKS
from home.publishing.schedule import has_run_lately

WANTED = {
    "name": "the name of the partnership",
    "controller": "the data controller",
    "domain": "the address of the site",
    "contact_email": "an e-mail address for people to write to",
    "contact_phone": "a telephone number for people to ring",
    "safeguarding_email": "the address that concerns go to",
    "accountable_person": "the accountable person (a role)",
}


def obstacles() -> list[str]:
    """One plain sentence for each thing that stops this site going live. Reads only."""
    return [*_settings(), *_people(), *_partnership(), *_parts()]


def _settings() -> Iterator[str]:
    if settings.SETTINGS_MODULE != "config.settings.production":
        yield "It runs with the settings of a trial; set DJANGO_SETTINGS_MODULE=config.settings.production."
    if settings.DEMO:
        yield "It runs as a demonstration (DEMO=1), which says so on every page and sends no e-mail."
    for message in checks.run_checks(include_deployment_checks=True):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield f"A check of the settings warns: {message.msg}"


def _people() -> Iterator[str]:
    users = get_user_model()._default_manager
    if users.filter(is_demo=True).exists():
        yield "There are demo accounts, whose password is public; start with a database of its own."
    if not users.filter(is_superuser=True, is_active=True, is_demo=False).exists():
        yield "Nobody can manage it yet; make a first account with `manage.py createsuperuser`."


def _partnership() -> Iterator[str]:
    partnership = Partnership.objects.first()
    if partnership is None or not Area.objects.filter(is_active=True).exists():
        yield "No partnership is loaded; run `manage.py partnership FILE.toml`."
        return
    for field, words in WANTED.items():
        if not getattr(partnership, field):
            yield f"The partnership has no {field.replace('_', ' ')}: {words}."


def _parts() -> Iterator[str]:
    words = {
        "database": "The database does not answer.",
        "cache": "The cache does not answer; check REDIS_URL.",
        "migrations": "The database is behind the code; run `manage.py migrate`.",
        "worker": "No worker runs; start `manage.py work`, or nothing scheduled will happen.",
    }
    if not has_run_lately():
        yield "Publishing at a set time did not run in the last five minutes; see that `manage.py work` runs well."
    for name, check in CHECKS.items():
        try:
            works = check()
        except Exception:
            works = False
        if not works:
            yield words[name]
