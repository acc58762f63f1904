"""The text meeting on a group's page: what stands there for one reader, and what comes from its forms."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.conversations.actions import touch_host
from community.conversations.floors import FloorNow, closed_frame, floor_now
from community.conversations.models import Conversation, Participant
from community.conversations.queries import Reader
from groups.roster.models import Membership
from groups.roster.policies import keeps

#: The lengths of a share that a keeper chooses from, in minutes.
SHARES = (1, 2, 3, 5, 10)
#: So many people can be chosen from to hand the meeting over.
MOST_HEIRS = 100


class MeetingForm(forms.Form):
    """How a meeting begins."""

    topic = forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please say it in fewer words.")},
    )
    share = forms.TypedChoiceField(
        label=_("How long is a share?"),
        choices=[(1, _("1 minute"))] + [(n, _("%(n)s minutes") % {"n": n}) for n in SHARES[1:]],
        coerce=int,
        initial=3,
    )


@dataclass(frozen=True)
class Meeting:
    """What the page shows of it. ``floor`` None: none is on."""

    floor: FloorNow | None
    me: int
    may_keep: bool
    hosts: bool
    #: The participant whose turn it is, known to the host even where no name is shown.
    speaking: int | None
    hand_up: bool
    heirs: list[Participant]
    form: MeetingForm

    @property
    def speaks(self) -> bool:
        return self.speaking == self.me


def meeting_of(membership: Membership, reader: Reader) -> Meeting:
    """Return the meeting as it stands for the reader. One query; two for who may hand it over.

    A host who looks at the page is here.
    """
    place, may_keep = reader.participant, keeps(membership)
    floor = floor_now(place.conversation_id)
    hosts = floor is not None and floor.host.id == place.pk
    if floor is not None and hosts:
        touch_host(floor.id, host=place.pk)
        floor = floor._replace(host_seen_at=floor.now)
    speaking = floor.speaker.id if floor and floor.speaker else None
    hand_up = floor is not None and any(person.id == place.pk for person in floor.queue)
    floor = floor and floor.spared(reader.blocked)
    return Meeting(
        floor=floor,
        me=place.pk,
        may_keep=may_keep,
        hosts=hosts,
        speaking=speaking,
        hand_up=hand_up,
        heirs=_heirs(place.conversation, floor, reader) if floor and (hosts or may_keep) else [],
        form=MeetingForm(),
    )


def frame_of(membership: Membership, reader: Reader) -> dict[str, Any]:
    """Return the frame that the reader's open page would have got."""
    floor = meeting_of(membership, reader).floor
    return floor.frame() if floor else closed_frame(reader.participant.conversation_id)


def _heirs(conversation: Conversation, floor: FloorNow, reader: Reader) -> list[Participant]:
    here = Participant.objects.filter(conversation=conversation, ended_at=None, member__ended_at=None)
    here = here.exclude(pk=floor.host.id).exclude(member__in=reader.blocked)
    return list(here.only("id", "name").order_by("name", "id")[:MOST_HEIRS])
