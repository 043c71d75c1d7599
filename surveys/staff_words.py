"""How staff read what happens to surveys: in the audit, and on the desk of the safeguarding leads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.audit import registry as audit
from core.safeguarding import registry as safeguarding
from surveys.concerns import ANSWER, PERSON, author_of
from surveys.groups.concerns import TARGET

ACTIONS = {
    "survey.paused": gettext_noop("Paused a consultation"),
    "survey.went_on": gettext_noop("Let a paused consultation go on"),
    "survey.guarded": gettext_noop("Asked for a check before people start a consultation"),
    "survey.unguarded": gettext_noop("No longer asked for a check before people start a consultation"),
    "survey.version_withdrawn": gettext_noop("Withdrew a version of a consultation for safety"),
    "survey.person_looked_up": gettext_noop("Looked up who wrote an answer to a consultation"),
    "survey.answer_shown": gettext_noop("Let an answer to a consultation be shown with its name"),
    "survey.answer_refused": gettext_noop("Kept an answer to a consultation from being shown"),
    "survey.left_out": gettext_noop("Left answers with a sign of not being real out of the figures"),
    "survey.taken_in": gettext_noop("Counted answers with a sign of not being real again"),
    "survey.codes_made": gettext_noop("Made invitation codes for a consultation"),
}
NOBODY = _(
    "This was written in answers to a consultation. Nobody can find out who wrote it or send them help: answers are "
    "stored without a name, an account, a phone or a time. Do not try to work it out from the words. Ask yourself "
    "whether a place, a group or a school needs something now. Every page that they saw showed where to find help."
)
LINKED = _(
    "This was written in answers to a consultation that people answer with their account. It said before the first "
    "question that you are told who wrote words like these. Nobody is named here once the person took their answers "
    "back or deleted their account."
)
GROUP = _(
    "This was written in a group session. Which person wrote it is not stored. You can ring the youth worker who ran "
    "the session: tell them that somebody may need them, never which answer."
)


def register() -> None:
    """Let the audit and the desk know these words."""
    for code, words in ACTIONS.items():
        audit.register(code, words)
    safeguarding.register_note(ANSWER, NOBODY)
    safeguarding.register_note(PERSON, LINKED)
    safeguarding.register_author(PERSON, author_of)
    safeguarding.register_note(TARGET, GROUP)
