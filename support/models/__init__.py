"""Organisations, the services that they run, and the needs that lead to them."""

from support.models.incoming import ServiceImport as ServiceImport  # no public page shows it, so it is not in the list
from support.models.need import Need
from support.models.organisation import Organisation
from support.models.parts import ContactPoint, HoursException, HoursRule, Location
from support.models.service import Service

__all__ = ["ContactPoint", "HoursException", "HoursRule", "Location", "Need", "Organisation", "Service"]
