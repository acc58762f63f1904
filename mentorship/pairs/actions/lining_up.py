from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.matching.actions import set_aside
from mentorship.pairs.actions.asking import ask, check_free, check_room, find, hope
from mentorship.pairs.actions.holding import hold
from mentorship.pairs.actions.line import drop_blocked, leave
from mentorship.pairs.models import Request
from mentorship.pairs.policies import stands_in_line_of
from mentorship.pairs.turns import Turn
from mentorship.profiles.models import MentorOffer


@transaction.atomic
def put_in_line(offer: MentorOffer, *, by: Member, words: str = "") -> Turn | None:
    """Ask this person next, once nobody who was asked is free. In line already: they will read these words instead.
    Asked already: None.

    Nobody is told. Raises ``PermissionDenied`` where the two may not meet, ``Refused`` where the person is not free
    now, where three are asked or in line, or ``by`` walks with someone.
    """
    hold(by)
    drop_blocked(by)
    seen = find(offer, by)
    if Request.objects.open().from_member(by).filter(mentor=seen.member).exists():
        return None
    if turn := Turn.objects.of(by).filter(mentor=seen.member).first():
        turn.words = words.strip()
        turn.save(update_fields=["words"])
        return turn
    check_free(seen, by)
    check_room(by)
    place = Turn.objects.of(by).count() + 1
    turn = Turn.objects.create(mentee=by, mentor=seen.member, offer=seen, place=place, words=words.strip())
    set_aside(by, seen.member, until=None)
    hope(by)
    return turn


@transaction.atomic
def reword(turn: Turn, *, by: Member, words: str) -> None:
    """Let this person read these words instead, once they are asked. They have left the line: nothing happens."""
    if held := _hold(turn, by):
        held.words = words.strip()
        held.save(update_fields=["words"])


@transaction.atomic
def take_out(turn: Turn, *, by: Member) -> None:
    """Ask this person after all not. They have left the line already: nothing happens."""
    if held := _hold(turn, by):
        leave(held, Turn.Outcome.TAKEN_OUT)


@transaction.atomic
def change_places(turn: Turn, *, by: Member, steps: int) -> None:
    """Move this person one place nearer (``steps`` -1) or further back (1); past either end nothing happens."""
    held = _hold(turn, by)
    other = Turn.objects.of(by).filter(place=held.place + steps).first() if held else None
    if held is None or other is None:
        return
    mine, theirs = held.place, other.place
    for one, place in ((held, 0), (other, mine), (held, theirs)):  # a place is free before it is taken
        one.place = place
        one.save(update_fields=["place"])


def ask_now(turn: Turn, *, by: Member) -> Request:
    """Ask this person at once, with the words written for them. Twice is once.

    Raises ``Refused`` where they are not free, whatever the cause; then they have left the line.
    """
    require(stands_in_line_of(by, turn))
    with transaction.atomic():
        held = _hold(turn, by)
        if held is None:
            if asked := Request.objects.filter(turn=turn).first():
                return asked
            raise Refused("not_free", _not_free(turn))
        try:
            with transaction.atomic():
                return ask(held.offer, by=by, words=held.words)
        except PermissionDenied:
            leave(held, Turn.Outcome.PASSED_OVER)
        except Refused as refused:
            if refused.code != "not_free":  # something of their own stands in the way: the turn waits
                raise
            leave(held, Turn.Outcome.PASSED_OVER)
    raise Refused("not_free", _not_free(turn))


def _hold(turn: Turn, by: Member) -> Turn | None:
    """The turn as it stands, its mentee's row held; None where it has left the line."""
    require(stands_in_line_of(by, turn))
    hold(by)
    drop_blocked(by)
    return Turn.objects.of(by).select_related("mentee", "mentor", "offer").filter(pk=turn.pk).first()


def _not_free(turn: Turn) -> str:
    return _("%(name)s is not free just now.") % {"name": turn.mentor}
