"""What kinds of publication there are, and the classes under which public bodies list what they publish."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a publication is."""

    STRATEGY = "strategy", _("Strategy")
    NEEDS = "needs", _("Needs assessment")
    EVALUATION = "evaluation", _("Evaluation")
    PROFILE = "profile", _("Problem profile")
    PLAN = "plan", _("Plan")
    BOARD = "board", _("Board papers")
    ANNUAL = "annual", _("Annual report")
    MONEY = "money", _("Money")
    POLICY = "policy", _("Policy")
    DATA = "data", _("Data")
    OTHER = "other", _("Other")


class SchemeClass(TextChoices):
    """The seven classes of the Information Commissioner's model publication scheme, in its order."""

    WHO = "who", _("Who we are and what we do")
    MONEY = "money", _("What we spend and how we spend it")
    PRIORITIES = "priorities", _("What our priorities are and how we are doing")
    DECISIONS = "decisions", _("How we make decisions")
    POLICIES = "policies", _("Our policies and procedures")
    LISTS = "lists", _("Lists and registers")
    SERVICES = "services", _("The services we offer")
