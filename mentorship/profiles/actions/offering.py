from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.facilities.models import Facility
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.profiles import notifications
from mentorship.profiles.actions.saying import matters_of
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MOST_PLACES, MentorOffer
from mentorship.profiles.policies import facilities_to_ask

#: How far ahead the end of a rest may lie.
LONGEST_REST = timedelta(days=366)
#: How many rests end in one transaction.
BATCH = 100


@transaction.atomic
def offer(by: Member, *, story: str, years: int, places: int, facility: Facility, agreed_to: str) -> MentorOffer:
    """Offer to be a mentor; someone at the facility approves it or not.

    ``agreed_to`` is the version of the agreement they read. Offering twice at once is one offer. Raises
    ``Refused`` where another version holds by now, or one may not ask that facility.
    """
    _check(story, places)
    if agreed_to != AGREEMENT:
        raise Refused("agreement", _("Please read the agreement and say that you hold to it."), field="agreed")
    if facility not in facilities_to_ask(by):
        raise Refused("facility", _("Choose a place that knows you."), field="facility")
    matters_of(by)
    try:
        with transaction.atomic():
            offered = MentorOffer.objects.create(
                member=by, facility=facility, story=story.strip(), years=years, places=places, agreement=agreed_to
            )
    except IntegrityError:
        return MentorOffer.objects.current().get(member=by)
    notifications.tell_offered(offered)
    return offered


@transaction.atomic
def change_offer(offered: MentorOffer, *, by: Member, story: str, years: int, places: int) -> MentorOffer:
    """Tell the story anew, or make room for more or fewer people. Raises ``Refused`` below what is taken."""
    offered = _own(offered, by)
    _check(story, places)
    if places < offered.places_taken:
        raise Refused(
            "places",
            _("Those you walk with take more places than that just now. Nobody is left behind."),
            field="places",
        )
    offered.story, offered.years, offered.places = story.strip(), years, places
    offered.save(update_fields=["story", "years", "places"])
    return offered


@transaction.atomic
def take_rest(offered: MentorOffer, *, by: Member, until: datetime | None = None) -> MentorOffer:
    """Rest, without a reason: nobody new is suggested or arrives; those one walks with stay. ``until`` then it ends by
    itself; without it, it lasts until one comes back. Raises ``Refused`` (``until``) for a time that is not ahead, or
    further than a year.
    """
    offered = _own(offered, by)
    now = timezone.now()
    if until is not None and not now < until <= now + LONGEST_REST:
        raise Refused("until", _("Choose a day ahead, within a year."), field="until")
    offered.paused_at, offered.paused_until = offered.paused_at or now, until
    offered.save(update_fields=["paused_at", "paused_until"])
    return offered


@transaction.atomic
def resume(offered: MentorOffer, *, by: Member) -> MentorOffer:
    """Be there for someone new again."""
    return _be_there(_own(offered, by))


def let_rests_end(at: datetime | None = None) -> int:
    """End every rest whose day has come, and say so to the mentor. Returns how many; each once, however many run."""
    ended = 0
    while batch := _end_rests(at or timezone.now()):
        ended += batch
    return ended


@transaction.atomic
def _end_rests(at: datetime) -> int:
    due = MentorOffer.objects.current().filter(paused_until__lte=at)
    offers = due.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("member")
    found = list(offers.order_by("pk")[:BATCH])
    for offered in found:
        _be_there(offered)
        notifications.tell_rest_over(offered)
    return len(found)


def _be_there(offered: MentorOffer) -> MentorOffer:
    offered.paused_at = offered.paused_until = None
    offered.save(update_fields=["paused_at", "paused_until"])
    return offered


@transaction.atomic
def end_offer(offered: MentorOffer, *, by: Member) -> MentorOffer:
    """Take the offer back for good; those one walks with stay until either ends it."""
    require(offered.member_id == by.pk)
    MentorOffer.objects.current().filter(pk=offered.pk).update(ended_at=timezone.now())
    offered.refresh_from_db()
    return offered


@transaction.atomic
def hold_to(offered: MentorOffer, *, by: Member, agreed_to: str) -> MentorOffer:
    """Accept the agreement in its present version. Raises ``Refused`` for another version than the one that holds."""
    offered = _own(offered, by)
    if agreed_to != AGREEMENT:
        raise Refused("agreement", _("The agreement has changed. Please read it once more."))
    offered.agreement = agreed_to
    offered.save(update_fields=["agreement"])
    return offered


def _own(offered: MentorOffer, by: Member) -> MentorOffer:
    """Lock the offer, which must be the member's own and not ended."""
    require(offered.member_id == by.pk)
    locked = MentorOffer.objects.select_for_update(no_key=True).current().filter(pk=offered.pk).first()
    if locked is None:
        raise Refused("ended", _("This offer has come to its end. You can make a new one."))
    return locked


def _check(story: str, places: int) -> None:
    if not story.strip():
        raise Refused("story", _("A few lines are enough, but there should be some."), field="story")
    if not 1 <= places <= MOST_PLACES:
        raise Refused("places", _("Between one and %(most)s people.") % {"most": MOST_PLACES}, field="places")
