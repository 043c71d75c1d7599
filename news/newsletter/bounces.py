"""Reading mail that came back: RFC 3464 delivery reports, RFC 5965 complaints, and letters that ask to leave.

Anybody can send such mail, so nothing in it is believed but the name of a copy, which only that copy's own letter
holds: the most that a forged one can do is to end the subscription of whoever forged it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from news.newsletter.enums import Bounce

LARGEST = 2 * 1024 * 1024
MOST_PARTS = 200
_KEY = re.compile(rb"(?:<n\.|\+)([a-z2-7]{26})@", re.IGNORECASE)
_LEAVE = re.compile(r"\bleave\s+([0-9a-f]{32}~[\w-]{20,60})", re.ASCII)
_STATUS = re.compile(r"^\s*([245])\.(\d{1,3})\.(\d{1,3})", re.ASCII)
# Classes in which 5.x.y says nothing for good about the mailbox (RFC 3463): full, the system, the way there, policy.
_SOFT_SUBJECTS = {"3", "4", "6", "7"}
_FULL = "2.2"


@dataclass(frozen=True)
class Returned:
    """What one mail says: about the copies named `keys`, or (`leave`) the signed words of somebody who leaves."""

    kind: Bounce = Bounce.NONE
    keys: tuple[str, ...] = ()
    leave: str = ""


def read(raw: bytes) -> Returned:
    """What the mail `raw` says; nothing for anything else, however it is made. Never raises for its content."""
    raw = raw[:LARGEST]
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        parts = _parts(message)
        kind = _kind(parts)
        if leave := _LEAVE.search(_header(message, "Subject")):
            return Returned(Bounce.LEAVE, leave=leave[1])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        return Returned()
    if kind == Bounce.NONE:
        return Returned()
    keys = {found.decode().lower() for found in _KEY.findall(raw)}
    keys |= {found.decode().lower() for part in parts for found in _KEY.findall(_body(part))}
    # A report is about one copy. More of them: whoever wrote it has gathered names, and it is not believed.
    return Returned(kind, tuple(keys)) if len(keys) == 1 else Returned()


def _parts(message: Message) -> list[Message]:
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= MOST_PARTS:
            break
    return found


def _header(part: Message, name: str) -> str:
    return str(part.get(name, ""))[:1000]


def _body(part: Message) -> bytes:
    if part.is_multipart():
        return b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _kind(parts: list[Message]) -> Bounce:
    kinds = [part.get_content_type() for part in parts]
    for place, kind in enumerate(kinds):
        if kind == "message/feedback-report":
            return _complaint(parts[place])
        if kind == "message/delivery-status":
            # Its blocks of headers are parsed as messages of their own, right after it.
            return _worst(parts[place:])
    return Bounce.NONE


def _complaint(part: Message) -> Bounce:
    inner = part.get_payload()
    words = str(inner[0]) if isinstance(inner, list) and inner else _body(part).decode("ascii", "replace")
    words = words if isinstance(words, str) else ""
    said = re.search(r"^Feedback-Type:\s*([\w-]+)", words, re.MULTILINE | re.IGNORECASE)
    kind = said[1].lower() if said else ""
    return Bounce.COMPLAINT if kind in ("abuse", "fraud", "opt-out", "opt-out-list") else Bounce.NONE


def _worst(parts: list[Message]) -> Bounce:
    found = Bounce.NONE
    for part in parts:
        if _header(part, "Action").strip().lower() != "failed":
            continue
        status = _STATUS.match(_header(part, "Status"))
        if status and status[1] == "5" and status[2] not in _SOFT_SUBJECTS and f"{status[2]}.{status[3]}" != _FULL:
            return Bounce.HARD
        if status is None or status[1] != "2":
            found = Bounce.SOFT
    return found
