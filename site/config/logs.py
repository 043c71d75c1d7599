"""How lines of the log are written: without addresses of people, whoever wrote the line."""

from __future__ import annotations

import logging
import re

# Mailers and servers of others quote addresses in their warnings; a log outlives an erasure, so none may hold them.
HIDDEN = (
    (re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(?!127\.0\.0\.1\b)(?:\d{1,3}\.){3}\d{1,3}\b"), "[address]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE), "[postcode]"),
)


class DiscreetFormatter(logging.Formatter):
    """Writes a line and its traceback with e-mail addresses, network addresses and full postcodes left out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it goes out."""
        line = super().format(record)
        for pattern, instead in HIDDEN:
            line = pattern.sub(instead, line)
        return line
