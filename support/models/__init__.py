"""Organisations, the services that they run, and the needs that lead to them."""

from support.models.incoming import ServiceImport as ServiceImport  # no public page shows it, so it is not in the list
from support.models.link import LinkCheck
from support.models.need import Need
from support.models.organisation import Organisation
from support.models.parts import ContactPoint, HoursException, HoursRule, Location
from support.models.report import ServiceReport
from support.models.service import Service
from support.models.settings import HelpSettings
from support.models.urgent import UrgentChange

__all__ = [
    "ContactPoint",
    "HelpSettings",
    "HoursException",
    "HoursRule",
    "LinkCheck",
    "Location",
    "Need",
    "Organisation",
    "Service",
    "ServiceReport",
    "UrgentChange",
]
