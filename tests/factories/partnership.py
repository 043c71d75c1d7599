"""The partnership's own pages for tests, on a small site with an about page."""

from typing import Any

from core.pages.models import BasePage
from home.models import StandardPage
from home.partnership.enums import PartnerKind
from home.partnership.models import ContactPage, FundingIndexPage, PartnerOrganisation
from home.tree import child
from tests.factories.pages import small_site


def about_page() -> StandardPage:
    """/about/ on a small site."""
    return child(small_site(), StandardPage, "about", title="About")


def page(model: type[BasePage], slug: str, *, parent=None, **fields: Any) -> Any:
    """A published page of `model` under /about/ or `parent`."""
    return child(parent or about_page(), model, slug, **{"title": slug.replace("-", " ").capitalize(), **fields})


def funding_index() -> FundingIndexPage:
    """/about/funding/."""
    return page(FundingIndexPage, "funding")


def contact_page() -> ContactPage:
    """/about/contact/."""
    return page(ContactPage, "contact")


def partner(name: str = "Council", **fields: Any) -> PartnerOrganisation:
    """A body of the register."""
    return PartnerOrganisation.objects.create(name=name, **{"kind": PartnerKind.COUNCIL, **fields})
