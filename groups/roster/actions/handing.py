"""Handing a group on: whoever is to lead it is asked, and says yes, before anything changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.appointing import appoint
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Handover, Membership
from groups.roster.notifications import (
    settle_asked_to_lead,
    tell_asked_to_lead,
    tell_leads_not,
    tell_leads_now,
)
from groups.roster.policies import leads
from groups.roster.queries import membership_of

#: What one may be after having led.
AFTERWARDS = (Membership.Role.MODERATOR, Membership.Role.MENTOR, Membership.Role.GREETER, Membership.Role.MEMBER)


@transaction.atomic
def ask_to_lead(to: Membership, *, by: Member, reason: str, afterwards: str = Membership.Role.MEMBER) -> Handover:
    """Ask somebody to lead the group in one's place. One goes on leading it until they say yes; asking twice is once.

    ``afterwards`` is what one is in the group from then on. Raises ``PermissionDenied``, or ``Refused`` for asking
    oneself, someone who was asked to step away or who leads it already, for a second person while the first has not
    answered (``waiting``), or for a role one cannot have afterwards (field ``afterwards``).
    """
    group = to.group
    one_at_a_time(group)
    to = Membership.objects.select_related("member").get(pk=to.pk)
    to.group = group
    mine = membership_of(group, by)
    require(leads(mine) and to.ended_at is None and to.member.ended_at is None)
    if mine is None or mine.pk == to.pk:
        raise Refused("self", _("You lead it already. Choose somebody else."))
    if to.is_away:
        raise Refused("away", _("They were asked to step away for a while. Choose somebody else, or wait until then."))
    if afterwards not in AFTERWARDS:
        raise Refused("role", _("Please choose one of these."), field="afterwards")
    waiting = Handover.objects.open().filter(by=mine).select_related("to").first()
    if waiting is not None and waiting.to_id == to.pk:
        return waiting
    if waiting is not None:
        raise Refused("waiting", _("You have asked %(name)s. Take that back first.") % {"name": waiting.to.name})
    # What nobody answered in its time, or was asked in an earlier time of leading, is over.
    Handover.objects.filter(by=mine, decided_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    asked = Handover.objects.create(group=to.group, by=mine, to=to, afterwards=afterwards, reason=reason)
    tell_asked_to_lead(asked)
    return asked


@transaction.atomic
def take_up(asked: Handover, *, by: Member) -> Membership:
    """Say yes: lead the group from now on; whoever asked steps down with it, so that at no moment nobody leads it.

    Both changes stand in the log, by the hand of whoever handed it over. Raises ``PermissionDenied`` for anybody else,
    and while one is asked to step away; ``Refused`` where it was taken back, or whoever asked leads it no more.
    """
    asked = _held(asked)
    require(asked.to.member_id == by.pk and not asked.to.is_away)
    _decide(asked, Handover.Answer.YES)
    leader = asked.by.member
    appoint(asked.to, by=leader, role=Membership.Role.LEADER, reason=asked.reason)
    appoint(asked.by, by=leader, role=asked.afterwards, reason=asked.reason)
    tell_leads_now(asked)
    return asked.to


@transaction.atomic
def turn_down(asked: Handover, *, by: Member) -> None:
    """Not now: whoever asked goes on leading, and is told. Raises as ``take_up`` does."""
    asked = _held(asked)
    require(asked.to.member_id == by.pk)
    _decide(asked, Handover.Answer.NO)
    tell_leads_not(asked)


@transaction.atomic
def take_asking_back(asked: Handover, *, by: Member) -> None:
    """Go on leading: nobody is asked any more. Raises ``PermissionDenied`` for anybody else, ``Refused`` where it was
    answered meanwhile."""
    asked = _held(asked)
    require(asked.by.member_id == by.pk)
    if not Handover.objects.open().filter(pk=asked.pk).update(withdrawn_at=timezone.now()):
        raise _over()
    settle_asked_to_lead(asked)


def _held(asked: Handover) -> Handover:
    """It as it stands, with the group's line held: comings, goings and roles wait."""
    one_at_a_time(asked.group)
    held = Handover.objects.select_related("group__facility", "by__member", "to__member").get(pk=asked.pk)
    held.by.group = held.to.group = held.group
    return held


def _decide(asked: Handover, answer: str) -> None:
    if not Handover.objects.open().filter(pk=asked.pk).update(decided_at=timezone.now(), answer=answer):
        raise _over()
    settle_asked_to_lead(asked)


def _over() -> Refused:
    return Refused("over", _("This was answered or taken back meanwhile."))
