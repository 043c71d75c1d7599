"""What the register of personal data calls the kinds of thing that we hold, in the visitor's language.

Only those whose model has no name of its own that is translated: the name that a class would lend is English.
"""

from __future__ import annotations

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {
    "publishing.PreviewLink": _("Link to read a page early"),
    "publishing.UrgentPageChange": _("Page changed at once"),
    "publishing.VersionName": _("Name of a version of a page"),
    "discussion.Thread": _("Conversation"),
    "discussion.Post": _("Post"),
    "discussion.Revision": _("Words of a post"),
    "moderation.Case": _("Case for a moderator"),
    "moderation.Flag": _("Flag on a post"),
    "moderation.Decision": _("Decision of a moderator"),
    "surveys.Draft": _("Answers being given"),
    "surveys.SpentKey": _("Key that has sent answers"),
    "surveys.PendingResponse": _("Answers just sent"),
    "surveys.Response": _("Answers"),
    "surveys.InvitationCode": _("Invitation code"),
    "surveys.Follow": _("Wish to hear what comes of a consultation"),
    "surveys.SurveyImport": _("Form that staff take in"),
    "surveys.ResponseLink": _("Link from answers to a member"),
    "surveys.PublicAnswer": _("Answers shown with a name"),
    "surveys.LookUp": _("Looking up who wrote an answer"),
    "newsletter.SignUp": _("Asking for the newsletter"),
    "newsletter.Subscriber": _("Subscriber to the newsletter"),
    "newsletter.Letter": _("Letter to confirm an address"),
    "newsletter.Suppression": _("Address not to be written to"),
    "newsletter.Sending": _("Newsletter on its way"),
    "newsletter.Send": _("One person’s copy of a newsletter"),
    "wordpress.WordpressExport": _("Export of an old site"),
    "wordpress.ExportedPost": _("Post of an old site"),
    "support.ServiceImport": _("Services that staff take in"),
    "support.Need": _("Need"),
    "support.Service": _("Service"),
    "support.UrgentChange": _("Help changed at once"),
    "notifications.Notification": _("Notification"),
    "notifications.Wanted": _("How a person wants to be told"),
    "notifications.OutboxMessage": _("Letter waiting to be sent"),
    "notifications.ToldOnce": _("Reminder that was sent"),
    "pages.SiteRendition": _("Size of a picture"),
    "pages.ConsentedPicture": _("Picture with photo consent"),
    "people.Profile": _("Profile"),
    "people.RoleAssignment": _("Role of a member of staff"),
    "people.SignIn": _("Place where somebody is signed in"),
    "people.RecoverySet": _("Recovery words"),
    "audit.AuditEntry": _("Audit entry"),
    "mfa.Authenticator": _("Second step of signing in"),
}


def name_of(model: type[Model]) -> str:
    """What `model` holds one of, with a capital, in the language in use."""
    own = str(NAMES.get(model._meta.label) or model._meta.verbose_name)
    return own[:1].upper() + own[1:]
