"""The environment, typed: every variable that Sayso reads, checked once, with a plain sentence when it is wrong.

docs/operations.md documents each variable; `tests/architecture` compares the two lists.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parents[2]

_reader = environ.Env()


class EnvironmentProblem(SystemExit):
    """A variable that cannot be used; its text is one plain sentence for the person who set it."""


@dataclass(frozen=True)
class Environment:
    """What the process was told, after checking. Addresses are kept as given; paths are absolute."""

    data: Path
    port: int
    secret_key: str
    database_url: str
    redis_url: str
    allowed_hosts: tuple[str, ...]
    email_url: str
    storage_url: str
    demo: bool
    keep_numbers: bool


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise EnvironmentProblem(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _yes_or_no(name: str, text: str) -> bool:
    if text.lower() not in ("", "0", "1", "false", "true", "no", "yes"):
        raise EnvironmentProblem(f"{name} must be 1 or 0, not {text[:20]!r}.")
    return text.lower() in ("1", "true", "yes")


def _address(name: str, text: str, schemes: tuple[str, ...]) -> str:
    """`text` unchanged when its scheme is one of `schemes` (or it is empty); else a plain refusal."""
    if text and urlsplit(text).scheme not in schemes:
        raise EnvironmentProblem(
            f"{name} must start with one of {', '.join(s + '://' for s in schemes)}; "
            f"it starts with {text.split(':', 1)[0][:20]!r}."
        )
    try:
        urlsplit(text).port  # noqa: B018 - reading it checks it
    except ValueError:
        raise EnvironmentProblem(f"The port in {name} must be a number from 0 to 65535.") from None
    return text


def _data_folder(text: str) -> Path:
    folder = Path(text).expanduser()
    folder = folder if folder.is_absolute() else ROOT / folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-test-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        raise EnvironmentProblem(
            f"The data folder {folder} cannot be written ({problem.strerror}); set SAYSO_DATA to one that can."
        ) from None
    return folder


def _secret_key(given: str, data: Path) -> str:
    """The key given, else one made once and kept, readable by its owner only, in the data folder."""
    if given:
        return given
    kept = data / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


def read_environment() -> Environment:
    """The checked environment of this process.

    Raises EnvironmentProblem (a SystemExit whose text is one sentence) when a value cannot be used.
    Writes the data folder and, where SECRET_KEY is not given, `secret_key` inside it.
    """
    data = _data_folder(_reader.str("SAYSO_DATA", default="var"))
    return Environment(
        data=data,
        port=_port(_reader.str("PORT", default="8000")),
        secret_key=_secret_key(_reader.str("SECRET_KEY", default=""), data),
        database_url=_address(
            "DATABASE_URL", _reader.str("DATABASE_URL", default=""), ("postgres", "postgresql", "sqlite")
        ),
        redis_url=_address("REDIS_URL", _reader.str("REDIS_URL", default=""), ("redis", "rediss", "unix")),
        allowed_hosts=tuple(_reader.list("ALLOWED_HOSTS", default=[])),
        email_url=_address(
            "EMAIL_URL", _reader.str("EMAIL_URL", default=""), ("smtp", "smtps", "smtp+tls", "console", "file")
        ),
        storage_url=_address("STORAGE_URL", _reader.str("STORAGE_URL", default=""), ("file", "s3")),
        demo=_yes_or_no("DEMO", _reader.str("DEMO", default="")),
        keep_numbers=_yes_or_no("KEEP_NUMBERS", _reader.str("KEEP_NUMBERS", default="1")),
    )


ENV = read_environment()
