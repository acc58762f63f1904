"""The facility's mentors, by when their next yearly talk is due."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from mentorship.oversight.paging import Page, page_of
from mentorship.oversight.queries.names import tidy
from mentorship.profiles.models import MentorOffer, MentorOfferQuerySet

#: A talk that is due within this time is shown.
DUE_WITHIN = timedelta(days=30)


class MentorState(models.TextChoices):
    """Which of the mentors."""

    ALL = "", _("All")
    DUE = "due", _("Talk due")
    OVERDUE = "overdue", _("Overdue")
    ROOM = "room", _("With room")
    FULL = "full", _("Full")
    RESTING = "resting", _("Resting")


def all_mentors(facility: Facility) -> MentorOfferQuerySet:
    return MentorOffer.objects.standing().filter(facility=facility)


def due(today: date) -> Q:
    """Their yearly talk is due soon, or was."""
    return Q(review_due__lte=today + DUE_WITHIN)


def mentors(facility: Facility, *, show: str = "", words: str = "", after: str = "") -> Page[MentorOffer]:
    """A page of them, the next talk first. One query."""
    today = timezone.now().date()
    states = {
        MentorState.ALL: Q(),
        MentorState.DUE: due(today),
        MentorState.OVERDUE: Q(review_due__lt=today),
        MentorState.ROOM: Q(places_taken__lt=F("places"), paused_at=None, hidden_at=None, review_due__gte=today),
        MentorState.FULL: Q(places_taken__gte=F("places")),
        MentorState.RESTING: Q(paused_at__isnull=False),
    }
    found = all_mentors(facility).filter(states[MentorState(show if show in MentorState.values else "")])
    if words := tidy(words):
        found = found.filter(member__name__icontains=words)
    return page_of(found.with_twice().select_related("member"), "review_due", after)
