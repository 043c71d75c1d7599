"""Rules that find personal data and risk phrases in text."""

from core.screening.scan import Hit, mask, scan

__all__ = ["Hit", "mask", "scan"]
