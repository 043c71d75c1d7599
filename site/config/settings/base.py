"""Settings that every way of running Sayso shares. Secrets and addresses come from `config.env` alone."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import ENV, ROOT
from config.settings import storage

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
DEMO = ENV.demo
KEEP_NUMBERS = ENV.keep_numbers  # whether phones may keep /emergency/; off, they drop what they have
REFUSE_DEMO_ACCOUNTS = not DEMO  # their password is public: config/checks.py
DATA = ENV.data
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
COMBINED_APPLICATION = "config.combined.combined"  # what `manage.py serve` serves
ROOT_URLCONF = "config.urls"
SILENCED_SYSTEM_CHECKS: list[str] = []

INSTALLED_APPS = [
    "home",
    "home.editors",
    "home.partnership",
    "home.publishing",
    "community.forums",
    "community.discussion",
    "community.moderation",
    "surveys",
    "news.newsletter",
    "news.wordpress",
    "news.events",
    "news.publications",
    "news",
    "support",
    "core.safeguarding",
    "core.notifications",
    "core.search",
    "core.pages",
    "core.people",
    "core.areas",
    "core.audit",
    "core.screening",
    "core.live",
    "core.text",
    "core.ui",
    "core.due",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "core.people.cms_app.UsersConfig",  # wagtail.users with our form for people
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",  # its widget templates, for the form renderer
]

# The page cache stands in front of all of these, in config/wsgi.py.
MIDDLEWARE = [
    "core.pages.frame.fragments_middleware",
    "config.policies.policies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.body_limits.BodyLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.cms_input.CMSInput",
    "core.pages.gate.GateMiddleware",
    "surveys.authoring.stopping.Stopped",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.policies.Policy",
    "allauth.account.middleware.AccountMiddleware",
    "core.people.gates.people_middleware",
    "core.pages.redirects.old_addresses",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.house",
            ],
            "builtins": ["core.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "core.ui.forms.FormRenderer"
GALLERY = False  # /gallery/: every component, for people who build pages
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

# --- Database: SQLite in WAL with writers that queue (IMMEDIATE), or PostgreSQL through DATABASE_URL -----------------
DATABASES = {"default": storage.database(ENV)}

# --- Cache and live updates: in process, or Redis through REDIS_URL --------------------------------------------------
CACHES = {"default": storage.cache(ENV)}
CHANNEL_LAYERS = {"default": storage.channel_layer(ENV)}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- People ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
# Django's own backend is not here: it would look names up unfolded, and beside the limits on tries.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
SESSION_COOKIE_NAME = "sayso_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "sayso_token"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A session-length token: a cookie that outlives the visit would tell the next user of a phone who had been here.
CSRF_COOKIE_AGE = None

# --- allauth: sign-in by name or e-mail, and by code; nothing of the network is stored (its limits use the cache) -----
SESSION_ENGINE = "core.people.session_store"
ACCOUNT_ADAPTER = "core.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "core.people.allauth_forms.SignInForm",
    "request_login_code": "core.people.allauth_forms.AskForCodeForm",
    "confirm_login_code": "core.people.allauth_forms.CodeForm",
    "reset_password": "core.people.allauth_forms.ForgotForm",
    "reset_password_from_key": "core.people.allauth_forms.NewPasswordForm",
    "change_password": "core.people.allauth_forms.ChangePasswordForm",
    "add_email": "core.people.allauth_forms.EmailForm",
    "reauthenticate": "core.people.allauth_forms.AgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody who has no account gets a letter from this site
ACCOUNT_EMAIL_NOTIFICATIONS = False  # those letters quote network addresses
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # a title never says what the site is about
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"recovery_words": "5/15m/key,20/m/ip"}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # one cookie less
MFA_ADAPTER = "core.people.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff come from /cms/, where an address is written for them
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that are off

# --- Languages -------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh")), ("ar", _("Arabic"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "site" / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = storage.file_storages(ENV, manifest=True)
# For /cms/, where a survey of 300 questions posts some 16,000 fields; config.body_limits holds all else to 200.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

WHITENOISE_KEEP_ONLY_HASHED_FILES = True

PAGE_VIEWS_WRITTEN_EVERY_SECONDS = 60.0

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Sayso"
WAGTAILREDIRECTS_AUTO_CREATE = False  # core.pages.redirects makes them: only for what was public, in the transaction
WAGTAILADMIN_BASE_URL = f"http://localhost:{ENV.port}"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 30_000  # half a minute: each run of autosaves is one version (docs: named versions)
LINKS_MAY_BE_LOOPBACK = False  # only tests check links of this machine
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]  # every form says UK time
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.SiteDocument"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.pages.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.pages.media.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "docx", "ods", "xlsx", "csv", "txt", "mp4", "webm", "mp3", "m4a", "vtt"]
WAGTAILDOCS_CONTENT_TYPES = {"m4a": "audio/mp4", "vtt": "text/vtt"}  # not every machine knows them
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

IMPORT_FROM_PRIVATE_ADDRESSES = False  # tests alone let an import read from a server of this machine

# --- Policies --------------------------------------------------------------------------------------------------------
SECURE_REFERRER_POLICY = "same-origin"  # `no-referrer` makes browsers send `Origin: null` with forms
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- E-mail ----------------------------------------------------------------------------------------------------------
globals().update(storage.email(ENV, demo=DEMO))
DEFAULT_FROM_EMAIL = "Sayso <no-reply@example.org>"

# Logs name events and ids, never what people wrote, e-mail addresses, postcodes or network addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # A line for each task would bury everything else.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},  # a line for each title that is written
        # Their warnings quote addresses as they were typed (a key to an account among them) and pages people came from.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}
