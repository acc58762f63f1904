"""A text meeting begins, changes hands, and ends."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations import live
from community.conversations.actions.turns import advance, end_share, held_floor, hold_words, place_in
from community.conversations.floors import SILENCE
from community.conversations.models import Conversation, Floor, Hand, Participant
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.models import ScopeModerator, place_of

#: How long a share may be, in minutes.
SHORTEST, LONGEST = 1, 10
TOPIC = 200
#: A meeting that nobody has hosted for so long is over.
FORGOTTEN = timedelta(minutes=30)


@transaction.atomic
def open_floor(conversation: Conversation, *, by: Member, topic: str, share_minutes: int) -> Floor:
    """Begin a meeting with ``by`` as its host: from the commit on only they, and whom they call, may speak.

    Raises ``PermissionDenied`` for whoever does not look after the conversation, ``Refused``: ``share``, ``topic``
    (fields of these names), ``meeting`` (one is on), ``closed``.
    """
    place = place_in(conversation, by)
    require(keeps_meetings(conversation, by))
    if not SHORTEST <= share_minutes <= LONGEST:
        raise Refused("share", _("Between 1 and 10 minutes work well."), field="share")
    topic = " ".join(topic.split())
    if len(topic) > TOPIC:
        raise Refused("topic", _("Please say it in fewer words."), field="topic")
    talk = Conversation.objects.select_for_update(no_key=True).select_related(None).get(pk=conversation.pk)
    if talk.closed_at:
        raise Refused("closed", _("This conversation is closed."))
    if Floor.objects.filter(conversation=talk, ended_at=None).exists():
        raise Refused("meeting", _("A meeting is on already."))
    floor = Floor.objects.create(
        conversation=talk, topic=topic, host=place, opened_by=place, share_seconds=share_minutes * 60
    )
    _record("open_floor", floor, by=place)
    after_commit(live.tell_floor, talk.pk)
    return floor


@transaction.atomic
def close_floor(conversation: Conversation, *, by: Member) -> bool:
    """End the meeting: everyone may speak again. False: none was on.

    Raises ``PermissionDenied`` for whoever neither hosts it nor looks after the conversation.
    """
    place = place_in(conversation, by)
    try:
        floor = held_floor(conversation)
    except Refused:
        require(keeps_meetings(conversation, by))
        return False
    require(floor.host_id == place.pk or keeps_meetings(conversation, by))
    _end(floor, by=place)
    return True


@transaction.atomic
def hand_over(conversation: Conversation, *, by: Member, to: int) -> bool:
    """Make another participant (``to``, its id) the host. False: they are.

    The host may hand it to anyone here; whoever looks after the conversation may take it, or give it. Raises
    ``PermissionDenied`` for anybody else, ``Refused``: ``no_meeting``, ``to`` (they are not here, or quiet now).
    """
    place = place_in(conversation, by)
    floor = held_floor(conversation)
    require(floor.host_id == place.pk or keeps_meetings(conversation, by))
    if floor.host_id == to:
        return False
    heir = _may_host(conversation).filter(pk=to).first()
    if heir is None:
        raise Refused("to", _("They are not here just now. Choose somebody else."), field="to")
    _give(floor, heir, by=place)
    return True


def touch_host(floor_id: int, *, host: int) -> None:
    """Remember that the host is here. ``host`` is the participant who is believed to be it."""
    Floor.objects.filter(pk=floor_id, host=host, ended_at=None).update(host_seen_at=timezone.now())


@transaction.atomic
def look_for_host(floor_id: int, *, here: Collection[int]) -> bool:
    """Where the host's line has been silent for too long, give the meeting to somebody of ``here`` (participants).

    It passes to one who looks after the conversation, the longest there first. Without one it goes on by itself:
    hands are called in their order, until one comes, and after half an hour without a host it ends. False: nothing was
    due, or it was done. Whoever rings, and however many at once: it is done once.
    """
    now = timezone.now()
    floors = Floor.objects.select_for_update(of=("self",), no_key=True).select_related("conversation__facility", "host")
    hold_words(Floor.objects.values_list("conversation", flat=True).get(pk=floor_id))
    floor = floors.filter(pk=floor_id, ended_at=None, host_seen_at__lt=now - SILENCE).first()
    if floor is None:
        return False
    keepers = ScopeModerator.objects.filter(scope=place_of(floor.conversation.scope), ended_at=None).values("member")
    heirs = _may_host(floor.conversation).filter(pk__in=here, member__in=keepers).exclude(pk=floor.host_id)
    if heir := heirs.order_by("id").first():
        _give(floor, heir, by=None)
        return True
    if floor.host_seen_at < now - FORGOTTEN:
        _end(floor, by=None)
        return True
    return floor.speaker_id is None and advance(floor)


def keep_floors() -> int:
    """Do what is due in any meeting, also where no page is open, and return how much that was."""
    now = timezone.now()
    standing = Floor.objects.filter(ended_at=None)
    over = Q(speaking_until__lte=now) | Q(speaker__ended_at__isnull=False)
    shares = standing.filter(over, speaker__isnull=False).values_list("pk", "speaker")
    done = [end_share(floor, speaker=speaker) for floor, speaker in shares]
    silent = standing.filter(host_seen_at__lt=now - SILENCE).values_list("pk", flat=True)
    done += [look_for_host(floor, here=()) for floor in silent]
    return sum(done)


def keeps_meetings(conversation: Conversation, member: Member) -> bool:
    """Tell whether the member looks after the conversation, and so may begin and end its meetings."""
    keeps = ScopeModerator.objects.filter(scope=place_of(conversation.scope), member=member, ended_at=None)
    return member.ended_at is None and keeps.exists()


def _may_host(conversation: Conversation) -> QuerySet[Participant]:
    here = Participant.objects.filter(conversation=conversation, ended_at=None, member__ended_at=None)
    return here.exclude(quieted_until__gt=timezone.now())


def _give(floor: Floor, heir: Participant, *, by: Participant | None) -> None:
    before = floor.host
    floor.host, floor.host_seen_at = heir, timezone.now()
    floor.save(update_fields=["host", "host_seen_at"])
    Hand.objects.filter(floor=floor, participant=heir, called_at=None, lowered_at=None).update(
        lowered_at=timezone.now()
    )
    if floor.speaker_id == heir.pk:
        advance(floor)
    _record("hand_over_floor", floor, by=by, about=heir, before=before.name, after=heir.name)
    after_commit(live.tell_floor, floor.conversation_id)


def _end(floor: Floor, *, by: Participant | None) -> None:
    floor.ended_at = timezone.now()
    floor.save(update_fields=["ended_at"])
    Hand.objects.filter(floor=floor, called_at=None, lowered_at=None).update(lowered_at=floor.ended_at)
    _record("close_floor", floor, by=by)
    after_commit(live.tell_floor, floor.conversation_id)


def _record(act: str, floor: Floor, *, by: Participant | None, about: Participant | None = None, **detail: str) -> None:
    talk = floor.conversation
    record(
        act,
        by=by.member if by else None,
        scope=place_of(talk.scope),
        facility=talk.facility,
        subject=f"floor:{floor.pk}",
        about=about.member if about else None,
        by_name=by.name if by else "",
        about_name=about.name if about else "",
        thing=talk.title,
        **detail,
    )
