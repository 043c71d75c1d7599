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

_KEEPER_GONE = _("Emptied when the account is deleted.")
_KEEPER = PersonalData(
    _("Which member of staff is reminded to keep help right."),
    _("Until somebody else takes over, or the account is deleted."),
    _KEEPER_GONE,
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
    "wordpress.WordpressExport": PersonalData(
        _("The export of an old site that a member of staff moves in, with the names of its authors."),
        _("Until a month after it was last used."),
        _WITH_ACCOUNT,
    ),
    "wordpress.ExportedPost": PersonalData(
        _("A post of such an export, with the name of who wrote it, before it is a draft."),
        _("Until a month after the export was last used."),
        _WITH_ACCOUNT,
    ),
    "surveys.SurveyImport": PersonalData(
        _("A form that a member of staff is about to take in, and whose it is to confirm."),
        _("Until it is confirmed, and at most about a day."),
        _WITH_ACCOUNT,
    ),
    "surveys.Draft": PersonalData(
        _("Answers that are being given."),
        _("As long as the consultation says (24 hours as a rule), or until they are sent."),
        _("Deleted on sending or leaving, or at once by whoever gives them."),
    ),
    "surveys.PendingResponse": PersonalData(
        _("Answers just sent."), _("Moments, until they are moved among others."), _("Deleted when moved.")
    ),
    "surveys.Response": PersonalData(
        _("Answers that nobody can link to a person."),
        _("As long as the consultation's page says."),
        _("Deleted with the survey, or by whoever has its receipt code; nobody else can find one person's."),
    ),
    "surveys.ResponseLink": PersonalData(
        _("Which member wrote an answer, where people were told before the first question who can find out."),
        _("As long as the answer, or until the account is deleted."),
        _("Deleted with the account, which leaves the answer without a name, or when the answer is taken back."),
    ),
    "surveys.PublicAnswer": PersonalData(
        _("The name that somebody typed to be shown with their answers, and whether and why they are shown."),
        _("As long as the answer, or until the account is deleted."),
        _("Deleted with the account, or when the answer is taken back: it is shown no more then."),
    ),
    "surveys.LookUp": PersonalData(
        _("Who of the staff looked up who wrote an answer, and why."),
        _("As long as the consultation."),
        _("Who it was is emptied when their account is deleted, and whom it was about when that person's is."),
    ),
    "surveys.Follow": PersonalData(
        _("To tell a member what comes of a consultation. It says nothing about whether they answered."),
        _("Until they stop following, or the page goes."),
        _("Deleted with the account."),
    ),
    "surveys.GroupSession": PersonalData(
        _("So that a youth worker can run a group session, and be rung when somebody in it may need them."),
        _("The phone number until a month after the session, the name and the place until two years after it."),
        _("The worker's name and number are taken out when their account is deleted."),
    ),
    "surveys.GroupTablet": PersonalData(
        _("So that a tablet goes round in a group session. A hash that leads to nobody's answers."),
        _("Until half an hour after the session."),
        _("Deleted by itself then."),
    ),
    "surveys.InvitationCode": PersonalData(
        _("So that an invitation opens a survey once. A hash that leads to no response."),
        _("Until the survey and its answers are deleted."),
        _("It names nobody."),
    ),
    "surveys.SpentKey": PersonalData(
        _("So that one key sends answers once. A hash that leads to no response."),
        _("Until two days after the survey closes."),
        _("Deleted by itself then."),
    ),
    "events.SignUp": PersonalData(
        _("To keep a place at an event and write about it. Needs are read by those who run the event."),
        _("Until 30 days after the event; two days where nobody confirmed the address."),
        _("Deleted at once when the person cancels by the link in their e-mail; else by itself after 30 days."),
    ),
    "events.Letter": PersonalData(
        _("That a letter is to be sent to somebody who signed up for an event."),
        _("As long as the sign-up."),
        _("With the sign-up."),
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
    "partnership.PersonPage": PersonalData(
        _("Who works here, by role; a name, photo and way to reach them at work where they agreed."),
        _("As long as they work here and agree."),
        _("Taken down by an editor when they leave or ask."),
    ),
    "newsletter.Subscriber": PersonalData(
        _("To send the newsletter to somebody who asked for it and confirmed, as they chose."),
        _("Until they leave and 30 days more; 7 days where they never confirmed."),
        _("At once by a button behind a link in every newsletter, or by staff when asked."),
    ),
    "newsletter.SignUp": PersonalData(
        _("An address typed into the form of the newsletter, until it is answered."),
        _("Seconds, at most two days."),
        _("Deleted by itself."),
    ),
    "newsletter.Letter": PersonalData(
        _("That a letter to confirm was sent once."), _("30 days."), _("With the subscriber.")
    ),
    "newsletter.Send": PersonalData(
        _("That each person gets a newsletter once, and what came back. Not whether it was opened."),
        _("180 days."),
        _("With the subscriber."),
    ),
    "newsletter.Suppression": PersonalData(
        _("A keyed hash of an address that complained or does not exist, so that it is not written to again."),
        _("Until its owner asks for the newsletter and confirms."),
        _("When its owner confirms anew; it names nobody."),
    ),
    "newsletter.Newsletter": PersonalData(
        _("Which member of staff began a newsletter."), _("As long as the newsletter."), _KEEPER_GONE
    ),
    "newsletter.Sending": PersonalData(
        _("Which member of staff agreed to send a newsletter."), _("As long as the newsletter."), _KEEPER_GONE
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
    "publishing.PreviewLink": PersonalData(
        _("Which person or newsroom may read a page before it is public; only a digest of the link."),
        _("30 days after it ends."),
        _("Deleted by itself then; who of the staff made it is emptied with the account."),
    ),
    "publishing.UrgentPageChange": PersonalData(
        _("Who of the staff changed a page at once and who looked at it, and why."),
        _("As long as the page."),
        _("Who it was is emptied when the account is deleted."),
    ),
    "publishing.VersionName": PersonalData(
        _("What staff call a version of a page, and who named it."),
        _("As long as the version."),
        _("Who it was is emptied when the account is deleted."),
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
        _("Pictures, some of people who agreed. Place, time and camera are taken out when they are added."),
        _("Shown only while everybody in it agrees; kept as long as a page uses it."),
        _("Off every page at once when somebody no longer agrees; deleted by an editor."),
    ),
    "pages.PhotoConsent": PersonalData(
        _("What people in photos agreed to, by what they do and their age group. No names."),
        _("Until a year after it ended and its last picture was deleted."),
        _("Deleted by itself then. The signed form is kept outside this site."),
    ),
    "pages.ConsentedPicture": PersonalData(
        _("Which pictures a consent is about."), _("As long as the picture."), _("Deleted with the picture.")
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
    "wordpress.MovedPost": "old and new addresses of pages",
    "wordpress.MovedFile": "old addresses of files",
    "home.HomePage": _PUBLIC,
    "home.StandardPage": _PUBLIC,
    "home.AreasPage": _PUBLIC,
    "home.AreaHubPage": _PUBLIC,
    "home.ChangedPage": _PUBLIC,
    "home.SiteFurniture": _PUBLIC,
    "editors.PracticePage": _PUBLIC,
    **{
        f"partnership.{name}": _PUBLIC
        for name in (
            "SectionPage",
            "GovernanceGroupPage",
            "PartnersPage",
            "PartnerOrganisation",
            "ProjectPage",
            "ProjectConsultation",
            "PeoplePage",
            "PressPage",
            "ContactPage",
            "FundingIndexPage",
            "FundingPage",
        )
    },
    "home.Alert": _PUBLIC,
    "home.PageUse": _COUNTS,
    "pages.Topic": _PUBLIC,
    "news.NewsIndexPage": _PUBLIC,
    "news.NewsPage": _PUBLIC,
    "events.EventIndexPage": _PUBLIC,
    "events.EventPage": _PUBLIC,
    "events.Places": _COUNTS,
    "publications.PublicationIndexPage": _PUBLIC,
    "publications.PublicationPage": _PUBLIC,
    "publications.PublicationFile": _PUBLIC,
    "publications.FreedomOfInformationPage": _PUBLIC,
    "newsletter.NewsletterItem": _PUBLIC,
    "newsletter.NewsletterSettings": "addresses of the organisation and times",
    "surveys.ConsultationIndexPage": _PUBLIC,
    "surveys.ConsultationPage": _PUBLIC,
    "surveys.Survey": _PUBLIC,
    "surveys.SurveyVersion": _PUBLIC,
    "surveys.SameMeaning": _PUBLIC,
    "surveys.WithdrawnVersion": _PUBLIC,
    "surveys.SentIn": _PUBLIC,
    "surveys.LeftOut": _PUBLIC,
    "surveys.ShareLink": _PUBLIC,
    "surveys.Arrival": _COUNTS,
    "surveys.HandsCount": _COUNTS,
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
    "pages.SafeguardingTask": "which groups approve",
    "publishing.Heartbeat": "when a job went through",
    "due.Lease": "a random name of a worker",
}


def declare() -> None:
    """Put each declaration on its model. Raises LookupError for a model that is no more."""
    for label, data in HELD.items():
        apps.get_model(label).personal_data = data
