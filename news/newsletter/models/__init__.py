"""Models of the newsletter."""

from news.newsletter.models.issue import Newsletter, NewsletterItem
from news.newsletter.models.sending import Send, Sending
from news.newsletter.models.settings import NewsletterSettings
from news.newsletter.models.subscriber import Letter, SignUp, Subscriber, Suppression

__all__ = [
    "Letter",
    "Newsletter",
    "NewsletterItem",
    "NewsletterSettings",
    "Send",
    "Sending",
    "SignUp",
    "Subscriber",
    "Suppression",
]
