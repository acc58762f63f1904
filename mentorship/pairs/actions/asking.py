from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.matching.actions import bring_back, set_aside
from mentorship.matching.fit import fits
from mentorship.pairs import notifications
from mentorship.pairs.models import ANSWER_WITHIN, AT_A_TIME, SO_OFTEN, WITHIN, Pair, Request
from mentorship.pairs.policies import can_withdraw
from mentorship.profiles.actions import matters_of
from mentorship.profiles.models import Matters, MentorOffer


def hold(*members: Member) -> None:
    """Lock these people's rows: whatever is about to happen with their requests happens one at a time.

    In one order, and before any offer's row, always, so that nobody waits in a circle.
    """
    pks = [member.pk for member in members]
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values_list("pk"))


@transaction.atomic
def ask(offer: MentorOffer, *, by: Member, words: str = "") -> Request:
    """Ask this person. Asked twice, in two tabs or by two clicks, it is one request, and returned as it is.

    Raises ``PermissionDenied`` where the two may not meet, ``Refused`` where the person is not free, where
    one has asked three already or walks with someone.
    """
    hold(by)
    mine = matters_of(by)
    seen = MentorOffer.objects.visible_to(by).select_related("member__matters").filter(pk=offer.pk).first()
    if seen is None:
        raise PermissionDenied
    asked = Request.objects.open().from_member(by)
    if same := asked.filter(mentor=seen.member).first():
        return same
    if Pair.objects.open().filter(mentee=by).exists():
        raise Refused("has_mentor", _("You walk with someone already. One at a time, so that it can be good."))
    before = Request.objects.from_member(by).filter(mentor=seen.member)
    often = before.filter(created_at__gt=timezone.now() - WITHIN).count() >= SO_OFTEN
    if often or before.not_free_lately().exists() or not seen.is_welcoming or not fits(mine, seen.member.matters):
        raise Refused("not_free", _("%(name)s is not free just now.") % {"name": seen.member})
    taken = set(asked.values_list("slot", flat=True))
    slot = next((one for one in range(1, AT_A_TIME + 1) if one not in taken), None)
    if slot is None:
        raise Refused("three", _("You have asked three people. One of them may answer soon; or take one request back."))
    request = Request.objects.create(
        offer=seen,
        mentor=seen.member,
        mentee=by,
        slot=slot,
        words=words.strip(),
        lapses_at=timezone.now() + ANSWER_WITHIN,
    )
    set_aside(by, seen.member, until=None)
    if mine.looking_since is None:
        Matters.objects.filter(pk=mine.pk).update(looking_since=timezone.now())
    notifications.tell_asked(request)
    return request


@transaction.atomic
def withdraw(request: Request, *, by: Member) -> Request:
    """Take the request back; the other's page simply does not show it any more. Settled already: nothing happens."""
    require(can_withdraw(by, request))
    if settle(request, Request.Outcome.WITHDRAWN):
        bring_back(by, request.mentor)
    return request


def settle(request: Request, outcome: Request.Outcome) -> bool:
    """Claim the request for this outcome; False where it had another already."""
    changed = Request.objects.open().filter(pk=request.pk).update(settled_at=timezone.now(), outcome=outcome)
    request.refresh_from_db(fields=["settled_at", "outcome"])
    if changed:
        notifications.settle_asked(request)
    return bool(changed)
