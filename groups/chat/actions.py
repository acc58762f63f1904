"""How a group's chat goes: its rules, and coming in to it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.audit.actions import record
from community.audit.acts import Group as Acts
from community.audit.acts import name_act
from community.conversations import live
from community.conversations.actions import set_rules
from community.conversations.models import Participant
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.kit.weekdays import Weekday
from community.members.models import Member, Profile
from groups.chat.models import Shift
from groups.chat.rules import MOST_SHIFTS, PACES, Rules, in_order, rules_of
from groups.roster.actions import keep_place, keep_places
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Group, Membership
from groups.roster.policies import keeps, may_enter_chat
from groups.roster.queries import conversation_of, membership_of, road_of

name_act("set_chat_rules", gettext_lazy("changed the rules of a group's chat"), Acts.WORDS, "clock")


@transaction.atomic
def set_room(group: Group, *, by: Member, rules: Rules, read: str) -> bool:
    """Let the group's chat go by these rules from now on; open pages change at once. False: it did already.

    ``read`` is the mark of the rules that were changed. Whoever the chat is no longer for hears nothing more; whoever
    it is for now may come in. Raises ``PermissionDenied`` for whoever does not keep the group, ``Refused`` (a field of
    ``Rules``) where it cannot be so, or where somebody else was quicker.
    """
    keeper = membership_of(group, by)
    require(keeper is not None and keeps(keeper))
    one_at_a_time(group)
    group.refresh_from_db(fields=["chat_stages"])
    conversation = conversation_of(group)
    before = rules_of(group, conversation)
    if before == rules:
        return False
    if before.mark != read:
        raise Refused("changed", _("Someone changed these rules while you wrote. Look at theirs first."), field="read")
    _check(group, rules, before)
    told = set_rules(
        conversation,
        slow_seconds=rules.slow_seconds,
        opens_at=rules.opens_at,
        rests_at=rules.rests_at,
        zone=rules.zone,
    )
    if before.rota != rules.rota:
        Shift.objects.filter(group=group).delete()
        Shift.objects.bulk_create(
            Shift(group=group, membership_id=one.membership, days=list(one.days), starts=one.starts, ends=one.ends)
            for one in rules.rota
        )
    if before.stages != rules.stages:
        group.chat_stages = list(rules.stages)
        group.save(update_fields=["chat_stages"])
        keep_places(group)
    if not told:
        news = (rules.slow_seconds, rules.opens_at, rules.rests_at, rules.zone)
        after_commit(live.tell_rules, conversation.pk, *news)
    record(
        "set_chat_rules",
        by=by,
        scope=group.scope,
        facility=group.facility,
        subject=group.scope,
        by_name=keeper.name if keeper else "",
        thing=group.name,
        before=before.told(),
        after=rules.told(),
    )
    return True


def enter(membership: Membership) -> bool:
    """Tell whether the member may be in the group's chat now, and make their place there true where it was not."""
    group, member = membership.group, membership.member
    if not group.chat_stages and membership.away_until is None:
        return True
    may = may_enter_chat(membership, road_of(member))
    there = Participant.objects.filter(conversation__scope=group.scope, member=member, ended_at=None).exists()
    return may if may == there else keep_place(membership)


def _check(group: Group, rules: Rules, before: Rules) -> None:
    if rules.slow_seconds not in {*PACES, before.slow_seconds}:
        raise Refused("slow", _("Please choose one of these."), field="slow_seconds")
    if rules.stages != in_order(rules.stages) or not set(rules.stages) <= set(Profile.Road.values):
        raise Refused("unknown", _("Please choose one of these."), field="stages")
    if len(rules.rota) > MOST_SHIFTS:
        raise Refused("many", _("That is more hours than a rota of one room holds."), field="rota")
    keepers = set(
        Membership.objects.present().filter(group=group, role__in=Membership.KEEPERS).values_list("pk", flat=True)
    )
    for duty in rules.rota:
        by_staff = duty.membership is None and group.facility_id is not None
        if not (by_staff or duty.membership in keepers):
            raise Refused("who", _("Only those who keep this room can be on its rota."), field="rota")
        if not duty.days or not set(duty.days) <= set(Weekday.values):
            raise Refused("days", _("Choose at least one day."), field="rota")
