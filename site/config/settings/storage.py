"""What the addresses in the environment mean: database, cache, live updates, files and e-mail."""

from __future__ import annotations

from typing import Any

import environ

from config.env import ROOT, Environment

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; "
    "PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON;"
)


def database(env: Environment) -> dict[str, Any]:
    """Django's settings for the one database: the address given, else `sayso.sqlite3` in the data folder."""
    address = env.database_url or f"sqlite:///{env.data / 'sayso.sqlite3'}"
    found: dict[str, Any] = environ.Env.db_url_config(address)
    # Opening a connection costs more than most queries; one is kept a thread and opened anew each minute.
    found["CONN_MAX_AGE"] = 60
    if "sqlite3" in found["ENGINE"]:
        found["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
    else:
        found["CONN_HEALTH_CHECKS"] = True
    return found


MOST_KEYS = 100_000  # in the memory of one process: some 30 MB


def cache(env: Environment) -> dict[str, Any]:
    """Django's cache: Redis where an address is given, else memory of this process.

    Limits on tries are kept there too, so memory holds far more than Django's 300 keys, of which the oldest go: one
    school that sends its answers would let a PIN be guessed anew.
    """
    if env.redis_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.redis_url}
    options = {"MAX_ENTRIES": MOST_KEYS}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sayso", "OPTIONS": options}


def channel_layer(env: Environment) -> dict[str, Any]:
    """The channel layer: Redis publish/subscribe where an address is given, else memory of this process."""
    if env.redis_url:
        return {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [env.redis_url], "prefix": "sayso"},
        }
    return {"BACKEND": "channels.layers.InMemoryChannelLayer"}


def file_storages(env: Environment, *, manifest: bool) -> dict[str, Any]:
    """Where uploads and static files live. `manifest` gives static files names that change with their content."""
    static = (
        "core.ui.static_files.StaticFiles" if manifest else ("django.contrib.staticfiles.storage.StaticFilesStorage")
    )
    default: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if env.storage_url.startswith("s3://"):
        default = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": env.storage_url.removeprefix("s3://").strip("/"), "default_acl": "private"},
        }
    elif env.storage_url:
        default["OPTIONS"] = {"location": str(ROOT / env.storage_url.removeprefix("file://"))}
    return {"default": default, "staticfiles": {"BACKEND": static}}


def email(env: Environment, *, demo: bool) -> dict[str, Any]:
    """Django's e-mail settings from EMAIL_URL. Without one messages are printed in the terminal; a demo never sends any
    outside: what it would send to a server goes to files in `outbox` of the data folder."""
    if not env.email_url or env.email_url.startswith("console"):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if demo or env.email_url.startswith("file://"):
        folder = str(env.data / "outbox") if demo else env.email_url.removeprefix("file://")
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    found: dict[str, Any] = environ.Env.email_url_config(env.email_url)
    return found
