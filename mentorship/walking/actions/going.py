from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Acknowledgement, Pair
from mentorship.pairs.policies import is_of
from mentorship.pairs.rests import Rest
from mentorship.profiles.policies import can_look_after_mentors
from mentorship.walking import notifications
from mentorship.walking.models import Going
from mentorship.walking.models.going import WEEKS

#: Whoever could not be asked within that time of a week is not asked about it any more.
WITHIN = timedelta(days=14)
#: How many pairs are asked in one transaction.
BATCH = 100


def ask_how(at: datetime | None = None) -> int:
    """Ask both of every pair whose first, fourth or twelfth week is over. Returns how many people were asked.

    Once each: pairs are claimed under a lock that others skip, and each question is one row by a constraint.
    """
    asked, now = 0, at or timezone.now()
    for week in WEEKS:
        while batch := _ask(week, now):
            asked += batch
    return asked


@transaction.atomic
def answer_how(going: Going, *, by: Member, answer: str) -> Going:
    """Say how it goes. Changed any time; neither the other nor anybody of the house sees whose it is."""
    require(going.member_id == by.pk)
    if answer not in Going.Answer.values:
        raise Refused("answer", _("Please choose one of these."))
    going.answer, going.answered_at = answer, timezone.now()
    going.save(update_fields=["answer", "answered_at"])
    notifications.settle_how(going)
    return going


@transaction.atomic
def ask_to_talk(going: Going, *, by: Member) -> None:
    """Ask that somebody who looks after the house's mentors talks with ``by``. They read that, and no answer.

    Asked already: nothing happens.
    """
    require(going.member_id == by.pk)
    if Going.objects.filter(pk=going.pk, wants_talk_at=None).update(wants_talk_at=timezone.now()):
        notifications.tell_wants_talk(going)


@transaction.atomic
def note_heard(going: Going, *, by: Member) -> None:
    """They have talked. Noted already: nothing happens. ``PermissionDenied`` for whoever does not look after mentors
    there, and for the two.
    """
    require(can_look_after_mentors(by, going.pair.offer.facility) and not is_of(by, going.pair))
    Going.objects.wants_talk().filter(pk=going.pk).update(heard_at=timezone.now(), heard_by=by)


@transaction.atomic
def _ask(week: int, at: datetime) -> int:
    """Ask the next of those who walk together for so long. Returns how many people."""
    until = at - timedelta(weeks=week)
    pairs = list(
        Pair.objects.open()
        .filter(created_at__lte=until, created_at__gt=until - WITHIN)
        .filter(Exists(Acknowledgement.objects.filter(pair=OuterRef("pk"))))
        .filter(~Exists(Rest.objects.standing().filter(pair=OuterRef("pk"))))
        .filter(~Exists(Going.objects.filter(pair=OuterRef("pk"), week=week)))
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("mentor", "mentee")
        .order_by("pk")[:BATCH]
    )
    asked = 0
    for pair in pairs:
        for member in (pair.mentor, pair.mentee):
            going, fresh = Going.objects.get_or_create(pair=pair, member=member, week=week)
            if fresh:
                notifications.tell_how(going)
                asked += 1
    return asked
