"""Verbs of this room: ask_due."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorship.giving.models import GivingQuestion, season_of
from mentorship.giving.notifications import tell_question
from mentorship.giving.queries import to_ask

AT_ONCE = 200


def ask_due(*, now: datetime | None = None) -> int:
    """Ask whoever it is time for; how many were asked. Each is asked in a transaction of their own, and once a season
    by the table's own rule: two workers at once, or one killed in the middle, ask nobody twice and miss nobody.
    """
    at = now or timezone.now()
    asked = 0
    for member in to_ask(at)[:AT_ONCE]:
        with transaction.atomic():
            question, fresh = GivingQuestion.objects.get_or_create(
                member=member, season=season_of(at.date()), defaults={"created_at": at}
            )
            if fresh:
                tell_question(question)
                asked += 1
    return asked
