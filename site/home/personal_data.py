"""Which models can hold personal data: what for, how long, and how it goes. Every model of ours is in one of two lists.

The register page is made from this (home.data_register); tests/architecture refuses a model that is in neither list.
A model may instead carry its own `personal_data = PersonalData(...)`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PersonalData:
    """Three plain sentences or fragments, translated: why it is held, how long, and how it is erased."""

    purpose: str | Promise
    retention: str | Promise
    erasure: str | Promise


_ACCOUNT = _("Until the account is deleted.")
_WITH_ACCOUNT = _("Goes when the account is deleted.")
_WRITING = _("Until the writer or a moderator removes it, or the account is deleted.")
_AUDIT = _(
    "Kept to show what was done; holds ids only, and deleting an account leaves nothing in it that names anyone."
)

_KEEPER = PersonalData(
    _("Which member of staff is reminded to keep help right."),
    _("Until somebody else takes over, or the account is deleted."),
    _("Emptied when the account is deleted."),
)

HELD: dict[str, PersonalData] = {
    "people.User": PersonalData(_("To let a person sign in."), _ACCOUNT, _WITH_ACCOUNT),
    "people.Profile": PersonalData(
        _("The name others see, and the age group and area that a member told us."), _ACCOUNT, _WITH_ACCOUNT
    ),
    "people.RoleAssignment": PersonalData(_("What a member of staff may do."), _ACCOUNT, _WITH_ACCOUNT),
    "people.SignIn": PersonalData(
        _("So that you can see where you are signed in, and end it. No network address."),
        _("Until that sign-in ends."),
        _WITH_ACCOUNT,
    ),
    "people.RecoverySet": PersonalData(
        _("To get back into an account without e-mail. Only digests of the words."), _ACCOUNT, _WITH_ACCOUNT
    ),
    "account.EmailAddress": PersonalData(_("To write to a member who gave it."), _ACCOUNT, _WITH_ACCOUNT),
    "mfa.Authenticator": PersonalData(_("The second step when staff sign in."), _ACCOUNT, _WITH_ACCOUNT),
    "sessions.Session": PersonalData(
        _("To stay signed in while the browser is open."),
        _("Until signing out or the end of the visit."),
        _WITH_ACCOUNT,
    ),
    "discussion.Thread": PersonalData(_("A talk that a member began."), _WRITING, _WITH_ACCOUNT),
    "discussion.Post": PersonalData(_("What a member said, and who said it."), _WRITING, _WITH_ACCOUNT),
    "discussion.Revision": PersonalData(_("The words of a post."), _WRITING, _WITH_ACCOUNT),
    "moderation.Case": PersonalData(
        _("Something a moderator must look at; which moderator has it."), _("As long as its target."), _AUDIT
    ),
    "moderation.Flag": PersonalData(
        _("What somebody said is wrong; who said it is not stored."), _("As long as its case."), _("With its case.")
    ),
    "moderation.Decision": PersonalData(
        _("What a moderator decided and told the writer."), _("As long as its case."), _AUDIT
    ),
    "support.ServiceImport": PersonalData(
        _("Services that a member of staff is about to take in, and whose they are to confirm."),
        _("Until they are confirmed, and at most about a day."),
        _WITH_ACCOUNT,
    ),
    "surveys.Draft": PersonalData(
        _("Answers that are being given."),
        _("24 hours after the last answer, or until they are sent."),
        _("Deleted on sending or leaving."),
    ),
    "surveys.PendingResponse": PersonalData(
        _("Answers just sent."), _("Moments, until they are moved among others."), _("Deleted when moved.")
    ),
    "surveys.Response": PersonalData(
        _("Answers that nobody can link to a person."),
        _("As long as the consultation's page says."),
        _("Deleted with the survey; one person's cannot be found."),
    ),
    "surveys.SpentKey": PersonalData(
        _("So that one key sends answers once. A hash that leads to no response."),
        _("Until two days after the survey closes."),
        _("Deleted by itself then."),
    ),
    "home.PageFeedback": PersonalData(
        _("What somebody told us about a page, with personal data masked."),
        _("Until it is dealt with, at most a year."),
        _("Deleted by staff; nothing says who wrote it."),
    ),
    "support.ServiceReport": PersonalData(
        _("What a reader says is wrong with a service. Personal data is refused before it is stored."),
        _("Until it is dealt with, at most a year."),
        _("Deleted by staff; nothing says who wrote it."),
    ),
    "notifications.Notification": PersonalData(
        _("What a person was told, without the words that people wrote."),
        _("Until read, or the account is deleted."),
        _WITH_ACCOUNT,
    ),
    "notifications.ToldOnce": PersonalData(
        _("So that a reminder comes once; the shared mailbox of a team that was reminded."),
        _("400 days."),
        _("Deleted by itself then; no person is named."),
    ),
    "support.Service": _KEEPER,
    "support.Need": _KEEPER,
    "support.HelpSettings": _KEEPER,
    "support.UrgentChange": PersonalData(
        _("Who of the staff changed help at once and who looked at it, and why."),
        _("As long as the service or need."),
        _("Who it was is emptied when the account is deleted."),
    ),
    "notifications.Wanted": PersonalData(_("How a person wants to be told."), _ACCOUNT, _WITH_ACCOUNT),
    "notifications.OutboxMessage": PersonalData(
        _("That a letter is to be sent to a member."), _("Until it is sent."), _WITH_ACCOUNT
    ),
    "safeguarding.Concern": PersonalData(
        _("What safeguarding leads do about somebody's safety."),
        _("As long as the partnership's safeguarding policy says."),
        _("Not deleted with an account: it may be needed to keep somebody safe."),
    ),
    "safeguarding.ConcernNote": PersonalData(
        _("Who did what about a concern, and when."), _("As long as its concern."), _("With its concern.")
    ),
    "audit.AuditEntry": PersonalData(_("What staff and the system did, by opaque id."), _("Seven years."), _AUDIT),
    "pages.SiteImage": PersonalData(
        _("Pictures, some of people who agreed."), _("As long as a page uses it."), _("Deleted by an editor.")
    ),
    "pages.SiteRendition": PersonalData(
        _("Sizes of those pictures."), _("As long as the picture."), _("Deleted with the picture.")
    ),
    "pages.SiteDocument": PersonalData(
        _("Files to download."), _("As long as a page uses it."), _("Deleted by an editor.")
    ),
}

_PUBLIC = "public words of the organisation, written for publication"
_REFERENCE = "public reference data"
_COUNTS = "counts only"

NONE_HELD: dict[str, str] = {
    "home.HomePage": _PUBLIC,
    "home.StandardPage": _PUBLIC,
    "home.AreasPage": _PUBLIC,
    "home.AreaHubPage": _PUBLIC,
    "home.ChangedPage": _PUBLIC,
    "home.SiteFurniture": _PUBLIC,
    "home.Alert": _PUBLIC,
    "home.PageUse": _COUNTS,
    "news.NewsIndexPage": _PUBLIC,
    "news.NewsPage": _PUBLIC,
    "surveys.ConsultationIndexPage": _PUBLIC,
    "surveys.ConsultationPage": _PUBLIC,
    "surveys.Survey": _PUBLIC,
    "surveys.SurveyVersion": _PUBLIC,
    "surveys.Tally": _COUNTS,
    "surveys.Release": _COUNTS,
    "forums.Board": _PUBLIC,
    "forums.Topic": "an index of threads by number",
    "support.Organisation": _PUBLIC,
    "support.LinkCheck": "public web addresses, and how they answered",
    "support.ContactPoint": _PUBLIC,
    "support.Location": _PUBLIC,
    "support.HoursRule": _PUBLIC,
    "support.HoursException": _PUBLIC,
    "search.IndexedWord": "words of published pages and services",
    "search.KnownWord": "words of published pages and services",
    "search.WordGroup": _PUBLIC,
    "search.MissedWord": "single words that five searches or more shared on a day, never a search; 90 days",
    "pages.PageVersion": _COUNTS,
    "pages.PageViews": _COUNTS,
    "pages.SecondPersonTask": "which groups approve",
    "areas.Area": _REFERENCE,
    "areas.PostcodeDistrict": _REFERENCE,
    "areas.Outcode": _REFERENCE,
    "areas.Postcode": _REFERENCE,
    "areas.Partnership": "contacts of the organisation, published on every page",
    "areas.PartnershipChange": "what the organisation was called before",
    "audit.AuditSeal": "hashes only",
    "screening.ScreeningRule": "patterns to look for",
    "due.Lease": "a random name of a worker",
}


def declare() -> None:
    """Put each declaration on its model. Raises LookupError for a model that is no more."""
    for label, data in HELD.items():
        apps.get_model(label).personal_data = data
