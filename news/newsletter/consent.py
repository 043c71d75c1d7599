"""What people agree to, in versions: a Subscriber keeps the version that they read. Never change one; add one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CURRENT = "2026-11"
WORDS: dict[str, Promise] = {
    "2026-11": _(
        "We e-mail you news, events and consultations of the places and topics that you choose. We share your address "
        "with nobody, and you can leave with one click."
    )
}


def words_now() -> Promise:
    """What the form says today."""
    return WORDS[CURRENT]
