"""Turns in a text meeting: a hand goes up, somebody is called, a share ends."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations import live
from community.conversations.floors import GRACE
from community.conversations.models import Conversation, Floor, Hand, Participant
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member


def held_floor(conversation: Conversation) -> Floor:
    """Return the meeting that is on, held until the commit. Raises ``Refused`` (``no_meeting``) where none is.

    The conversation is held first: words that are being stored are stored before the turn changes, or after it.
    """
    hold_words(conversation.pk)
    floor = (
        Floor.objects.select_for_update(of=("self",), no_key=True)
        .select_related("conversation__facility")
        .filter(conversation=conversation, ended_at=None)
        .first()
    )
    if floor is None:
        raise Refused("no_meeting", _("The meeting is over. Everyone can write again."))
    return floor


def hold_words(conversation_id: int) -> None:
    """Let nothing be said until the commit, as storing and revising do: take this lock before the floor's."""
    Conversation.objects.select_for_update(no_key=True).filter(pk=conversation_id).values_list("pk").first()


def place_in(conversation: Conversation, member: Member) -> Participant:
    """Return the member's place. Raises ``PermissionDenied`` where they have none."""
    place = Participant.objects.filter(
        conversation=conversation, member=member, ended_at=None, member__ended_at=None
    ).first()
    require(place is not None)
    assert place is not None  # noqa: S101 - require has raised
    return place


@transaction.atomic
def raise_hand(conversation: Conversation, *, by: Member) -> bool:
    """Stand in the queue. False: the hand was up, or they host or speak just now.

    Raises ``PermissionDenied`` for whoever has no place, ``Refused``: ``no_meeting``, ``quieted``.
    """
    place = place_in(conversation, by)
    floor = held_floor(conversation)
    if place.quieted_until and place.quieted_until > timezone.now():
        raise Refused("quieted", _("You can read along, and speak again later."))
    if place.pk in (floor.host_id, _speaker(floor)):
        return False
    _hand, fresh = Hand.objects.get_or_create(floor=floor, participant=place, called_at=None, lowered_at=None)
    if fresh:
        after_commit(live.tell_floor, floor.conversation_id)
    return fresh


@transaction.atomic
def lower_hand(conversation: Conversation, *, by: Member) -> bool:
    """Leave the queue. False: no hand was up. Raises ``PermissionDenied``, ``Refused`` (``no_meeting``)."""
    place = place_in(conversation, by)
    floor = held_floor(conversation)
    hands = Hand.objects.filter(floor=floor, participant=place, called_at=None, lowered_at=None)
    lowered = hands.update(lowered_at=timezone.now())
    if lowered:
        after_commit(live.tell_floor, floor.conversation_id)
    return bool(lowered)


@transaction.atomic
def call_next(conversation: Conversation, *, by: Member, instead_of: int | None) -> bool:
    """The host gives the next hand its turn, or takes the floor back where none is up.

    ``instead_of`` is the participant the host saw speaking: where somebody else does by now, nothing changes, and
    False is returned. Raises ``PermissionDenied`` for anybody but the host, ``Refused`` (``no_meeting``).
    """
    place = place_in(conversation, by)
    floor = held_floor(conversation)
    require(floor.host_id == place.pk)
    if floor.speaker_id != instead_of:
        return False
    return advance(floor)


@transaction.atomic
def pass_floor(conversation: Conversation, *, by: Member) -> bool:
    """Who speaks ends their share; the next hand is called. False: it was not their turn any more.

    Raises ``PermissionDenied`` for whoever has no place, ``Refused`` (``no_meeting``).
    """
    place = place_in(conversation, by)
    floor = held_floor(conversation)
    return floor.speaker_id == place.pk and advance(floor)


@transaction.atomic
def end_share(floor_id: int, *, speaker: int) -> bool:
    """End the share of this participant if its time is over, or they are gone. False: it is not, or it was ended.

    Whoever rings, and however many at once: the row is changed once.
    """
    hold_words(Floor.objects.values_list("conversation", flat=True).get(pk=floor_id))
    due = Q(speaking_until__lte=timezone.now()) | Q(speaker__ended_at__isnull=False)
    floors = Floor.objects.select_for_update(of=("self",), no_key=True).filter(due)
    floor = floors.filter(pk=floor_id, speaker=speaker, ended_at=None).first()
    return floor is not None and advance(floor)


def advance(floor: Floor) -> bool:
    """Give the next hand its turn; without one the floor is the host's. Only in a transaction that holds the floor.

    False: nobody spoke and nobody is called.
    """
    now = timezone.now()
    waiting = (
        Hand.objects.filter(floor=floor, called_at=None, lowered_at=None, participant__ended_at=None)
        .exclude(participant__quieted_until__gt=now)
        .exclude(participant=F("floor__host"))
    )
    hand = waiting.order_by("id").first()
    if hand is None and floor.speaker_id is None:
        return False
    if hand is not None:
        Hand.objects.filter(pk=hand.pk).update(called_at=now)
    floor.speaker_id = hand.participant_id if hand else None
    floor.speaking_since = now if hand else None
    floor.speaking_until = now + timedelta(seconds=floor.share_seconds) + GRACE if hand else None
    floor.save(update_fields=["speaker", "speaking_since", "speaking_until"])
    after_commit(live.tell_floor, floor.conversation_id)
    return True


def _speaker(floor: Floor) -> int | None:
    """Whose turn it is at this moment."""
    over = floor.speaking_until is not None and floor.speaking_until <= timezone.now()
    return None if over else floor.speaker_id
