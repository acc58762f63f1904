from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.matching.actions import bring_back, set_aside
from mentorship.matching.fit import fits
from mentorship.pairs import notifications
from mentorship.pairs.actions.holding import hold
from mentorship.pairs.actions.line import close_line, drop_blocked, leave
from mentorship.pairs.models import ANSWER_WITHIN, AT_A_TIME, SO_OFTEN, WITHIN, Pair, Request
from mentorship.pairs.policies import can_withdraw
from mentorship.pairs.turns import Turn
from mentorship.profiles.actions import matters_of
from mentorship.profiles.models import Matters, MentorOffer


@transaction.atomic
def ask(offer: MentorOffer, *, by: Member, words: str = "") -> Request:
    """Ask this person. Asked twice, in two tabs or by two clicks, it is one request, and returned as it is. Whoever
    stood in line leaves it.

    Raises ``PermissionDenied`` where the two may not meet, ``Refused`` where the person is not free, where
    one has asked three already or put them in line, or walks with someone.
    """
    hold(by)
    drop_blocked(by)
    seen = find(offer, by)
    asked = Request.objects.open().from_member(by)
    if same := asked.filter(mentor=seen.member).first():
        return same
    check_free(seen, by)
    turn = Turn.objects.of(by).filter(mentor=seen.member).select_related("mentee", "mentor").first()
    check_room(by, beside=turn)
    taken = set(asked.values_list("slot", flat=True))
    request = Request.objects.create(
        offer=seen,
        mentor=seen.member,
        mentee=by,
        slot=next(one for one in range(1, AT_A_TIME + 1) if one not in taken),
        words=words.strip(),
        lapses_at=timezone.now() + ANSWER_WITHIN,
    )
    if turn is not None:
        leave(turn, Turn.Outcome.ASKED, request)
    set_aside(by, seen.member, until=None)
    hope(by)
    notifications.tell_asked(request)
    return request


@transaction.atomic
def withdraw(request: Request, *, by: Member) -> Request:
    """Take the request back; the other's page simply does not show it any more. Settled already: nothing happens.

    Whoever takes back the last one asks nobody, and so nobody in line either.
    """
    require(can_withdraw(by, request))
    hold(by)
    if settle(request, Request.Outcome.WITHDRAWN):
        bring_back(by, request.mentor)
        if not Request.objects.open().from_member(by).exists():
            close_line(by)
    return request


def settle(request: Request, outcome: Request.Outcome) -> bool:
    """Claim the request for this outcome; False where it had another already."""
    changed = Request.objects.open().filter(pk=request.pk).update(settled_at=timezone.now(), outcome=outcome)
    request.refresh_from_db(fields=["settled_at", "outcome"])
    if changed:
        notifications.settle_asked(request)
    return bool(changed)


def find(offer: MentorOffer, by: Member) -> MentorOffer:
    """The offer as it stands now. Raises ``PermissionDenied`` where the two may not meet."""
    seen = MentorOffer.objects.visible_to(by).select_related("member__matters").filter(pk=offer.pk).first()
    if seen is None:
        raise PermissionDenied
    return seen


def check_free(offer: MentorOffer, by: Member) -> None:
    """Raise ``Refused`` where ``by`` walks with somebody, or this person is not free for them."""
    if Pair.objects.open().filter(mentee=by).exists():
        raise Refused("has_mentor", _("You walk with someone already. One at a time, so that it can be good."))
    before = Request.objects.from_member(by).filter(mentor=offer.member)
    often = before.filter(created_at__gt=timezone.now() - WITHIN).count() >= SO_OFTEN
    fitting = fits(matters_of(by), offer.member.matters)
    if often or before.not_free_lately().exists() or not offer.is_welcoming or not fitting:
        raise Refused("not_free", _("%(name)s is not free just now.") % {"name": offer.member})


def check_room(by: Member, *, beside: Turn | None = None) -> None:
    """Raise ``Refused`` where three are asked or in line; ``beside`` this one, who is among them."""
    asked = Request.objects.open().from_member(by).count()
    line = Turn.objects.of(by).count() - (beside is not None)
    if asked >= AT_A_TIME:
        raise Refused("three", _("You have asked three people. One of them may answer soon; or take one request back."))
    if asked + line >= AT_A_TIME:
        raise Refused("three", _("Three people are asked or in line already. Take one of them out first."))


def hope(by: Member) -> None:
    """Whoever asks hopes for a mentor, from now on if they did not before."""
    Matters.objects.filter(pk=by.pk, looking_since=None).update(looking_since=timezone.now())
