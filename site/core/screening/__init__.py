"""Rules that find personal data and risk phrases in text."""

from core.screening.scan import Hit, mask, scan, scan_all

__all__ = ["Hit", "mask", "scan", "scan_all"]
