"""One notice a season. It is not mailed: it is a question, and waits."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from mentorship.giving.models import GivingQuestion

GIVING = register(Kind("giving_back", gettext_lazy("Would you like to give something back?"), icon="sprout"))


def tell_question(question: GivingQuestion) -> None:
    """Ask, and say at once that nothing is owed."""
    with override(question.member.language):
        notify(
            question.member,
            GIVING,
            subject="giving",
            text=_("Would you like to greet, host, or one day be a mentor? Nothing is owed."),
            url="/giving/",
        )
