"""The kinds of page that tell about the partnership, by name: what may hold them loads before their models."""

ABOUT_THE_PARTNERSHIP = [
    "partnership.SectionPage",
    "partnership.GovernanceGroupPage",
    "partnership.PartnersPage",
    "partnership.ProjectPage",
    "partnership.PeoplePage",
    "partnership.PersonPage",
    "partnership.PressPage",
    "partnership.ContactPage",
    "partnership.FundingIndexPage",
]
