"""Places in a group's chat. Access is data: who may enter has one, and nobody else."""

from django.db import transaction
from django.db.models import BooleanField, CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now

from community.conversations.actions import admit, dismiss, quiet_participant
from community.conversations.models import Participant
from community.members.models import Profile
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Group, Membership
from groups.roster.policies import may_enter_chat
from groups.roster.queries import conversation_of, current_silence, road_of


@transaction.atomic
def keep_place(membership: Membership) -> bool:
    """Make the member's place in the chat true: one for whoever may enter, none for anyone else.

    Whoever loses it hears nothing more from the commit on; what they said stays. Returns whether they have it.
    """
    group, member = membership.group, membership.member
    one_at_a_time(group)
    group.refresh_from_db(fields=["chat_stages"])
    conversation = conversation_of(group)
    if not may_enter_chat(membership, road_of(member) if group.chat_stages else ""):
        dismiss(conversation, member)
        return False
    # Who comes back from a time away goes on reading where they were.
    was_away = membership.away_until is not None
    admit(conversation, member, name=membership.name, hue=membership.hue, as_they_were=was_away)
    quiet = current_silence(membership)
    if quiet is not None and quiet.until is not None:
        quiet_participant(conversation, member, until=quiet.until)
    return True


def keep_places(group: Group | None = None) -> int:
    """Make all places true that are not, in this group or in all whose chat is for some stages of the road.

    People change where they are on the road elsewhere, so this is asked again and again; asked twice, done once.
    Returns how many it changed.
    """
    wrong = _misplaced()
    wrong = wrong.filter(group=group) if group else wrong.exclude(group__chat_stages=[])
    changed = 0
    for membership in wrong.select_related("group", "member").order_by("group_id", "pk"):
        with transaction.atomic():
            one_at_a_time(membership.group)
            if _misplaced().filter(pk=membership.pk).exists():
                membership.refresh_from_db(fields=["role", "ended_at", "away_until", "name", "hue"])
                keep_place(membership)
                changed += 1
    return changed


def _misplaced() -> QuerySet[Membership]:
    """Present memberships with a place they may not have, or without one they may."""
    scope = Concat(Value("group:"), Cast(OuterRef("group_id"), CharField()))
    place = Participant.objects.filter(member=OuterRef("member"), conversation__scope=scope, ended_at=None)
    road = Profile.objects.filter(member=OuterRef("member")).values("road")
    among = Func(Coalesce(road, Value("")), F("group__chat_stages"), template="%(expressions)s)", arg_joiner=" = ANY(")
    among.output_field = BooleanField()
    return (
        Membership.objects.present()
        .filter(group__archived_at=None)
        .annotate(placed=Exists(place), among=among)
        .annotate(
            entitled=(Q(away_until=None) | Q(away_until__lte=Now()))
            & (Q(group__chat_stages=[]) | Q(role__in=Membership.KEEPERS) | Q(among=True))
        )
        .exclude(placed=F("entitled"))
    )
