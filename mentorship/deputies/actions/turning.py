"""A mentee turns to the deputy, or would rather not."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.actions import admit, open_conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.deputies import notifications
from mentorship.deputies.actions.ending import end_talk
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.deputies.policies import is_of
from mentorship.deputies.queries import Offered, offered_to
from mentorship.pairs.models import Pair
from mentorship.profiles.agreement import REPORTING_NOTE


@transaction.atomic
def turn_to(pair: Pair, *, by: Member) -> DeputyTalk:
    """The mentee has read the note and turns to the deputy, who hears their name now and not before. Twice: one talk.

    Raises ``Refused`` where nobody is there for them.
    """
    offered = _offered(pair, by)
    if offered.talk is not None:
        return offered.talk
    try:
        with transaction.atomic():
            talk = DeputyTalk.objects.create(
                deputy=offered.deputy, pair=pair, note=REPORTING_NOTE, read_by_mentee_at=timezone.now()
            )
    except IntegrityError:
        return DeputyTalk.objects.standing().get(pair=pair)
    notifications.tell_turned(talk)
    return talk


@transaction.atomic
def rather_not(pair: Pair, *, by: Member) -> None:
    """Put the offer away; nobody is told, and it can be thought over. While a talk goes on, nothing happens."""
    offered = _offered(pair, by)
    if offered.talk is None and not offered.put_away:
        DeputyTalk.objects.create(deputy=offered.deputy, pair=pair, ended_at=timezone.now(), ended_by=by)


@transaction.atomic
def acknowledge(talk: DeputyTalk, *, by: Member) -> bool:
    """``by`` has read the note. Returns whether both have: then, and only then, they can talk.

    Raises ``Refused`` where the talk is over.
    """
    held = _hold(talk, by)
    if held.note != REPORTING_NOTE:
        held.note, held.read_by_mentee_at, held.read_by_deputy_at = REPORTING_NOTE, None, None
    if by.pk == held.pair.mentee_id:
        held.read_by_mentee_at = held.read_by_mentee_at or timezone.now()
    else:
        held.read_by_deputy_at = held.read_by_deputy_at or timezone.now()
    held.save(update_fields=["note", "read_by_mentee_at", "read_by_deputy_at"])
    if held.has_begun:
        conversation = open_conversation(held.scope, facility=held.deputy.offer.facility)
        for member in (held.mentee, held.stand_in):
            admit(conversation, member, name=member.name, hue=member.hue)
    return held.has_begun


@transaction.atomic
def end(talk: DeputyTalk, *, by: Member) -> bool:
    """End the talk, at once; no reason is asked. False: it was over already."""
    require(is_of(by, talk))
    held = DeputyTalk.objects.standing().select_for_update(of=("self",)).filter(pk=talk.pk)
    found = held.select_related("pair__mentee", "pair__mentor", "deputy__deputy__member").first()
    if found is not None:
        end_talk(found, by=by)
    return found is not None


def _offered(pair: Pair, by: Member) -> Offered:
    """What is offered, its deputy held: whoever takes it back meanwhile comes after."""
    require(by.pk == pair.mentee_id)
    found = Pair.objects.open().filter(pk=pair.pk).exists() and offered_to(pair, by)
    if not found or not Deputy.objects.in_force().select_for_update(of=("self",)).filter(pk=found.deputy.pk).exists():
        raise Refused("nobody", _("Nobody is there in their place just now."))
    return found


def _hold(talk: DeputyTalk, by: Member) -> DeputyTalk:
    require(is_of(by, talk))
    held = DeputyTalk.objects.open().filter(pk=talk.pk).select_for_update(of=("self",))
    found = held.select_related("pair__mentee", "pair__mentor", "deputy__offer__facility", "deputy__deputy__member")
    if (one := found.first()) is None:
        raise Refused("over", _("This talk has come to its end."))
    return one
