"""A real site: HTTPS only, secrets from the environment, nothing printed that names a person."""

import os

from config.env import EnvironmentProblem
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, ENV

if not ALLOWED_HOSTS:
    raise EnvironmentProblem("ALLOWED_HOSTS must name the addresses that this site answers to.")
if not os.environ.get("SECRET_KEY"):
    raise EnvironmentProblem("SECRET_KEY must be set to 50 or more random characters, the same in every process.")
if not ENV.email_url:
    raise EnvironmentProblem("EMAIL_URL must say how to send e-mail, for example smtp+tls://user:password@host:587.")

WAGTAILADMIN_BASE_URL = f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # nginx (deploy/nginx.conf): limits on tries see who asks, and store it nowhere
