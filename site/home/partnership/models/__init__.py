"""The pages that a partnership has about itself, and the register of its partners."""

from home.partnership.models.contact import ContactMessage, ContactPage
from home.partnership.models.funding import FundingIndexPage, FundingPage
from home.partnership.models.governance import GovernanceGroupPage
from home.partnership.models.people import PeoplePage, PersonPage
from home.partnership.models.press import PressPage
from home.partnership.models.projects import ProjectConsultation, ProjectPage
from home.partnership.models.registry import PartnerOrganisation, PartnersPage
from home.partnership.models.section import SectionPage

__all__ = [
    "ContactMessage",
    "ContactPage",
    "FundingIndexPage",
    "FundingPage",
    "GovernanceGroupPage",
    "PartnerOrganisation",
    "PartnersPage",
    "PeoplePage",
    "PersonPage",
    "PressPage",
    "ProjectConsultation",
    "ProjectPage",
    "SectionPage",
]
