"""Verbs of this room: open_address, choose, end_address; note_reading."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.tokens import digest, new_token
from community.members.models import Member
from groups.calendar.models import CalendarAddress


@transaction.atomic
def open_address(by: Member, *, holds: str = CalendarAddress.Holds.GROUPS) -> tuple[CalendarAddress, str]:
    """A new secret address, and its token, which is not kept and cannot be shown again. An earlier one ends.

    Raises ``Refused`` (field ``holds``) for what an address cannot hold.
    """
    _check(holds)
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    end_address(by)
    token = new_token()
    return CalendarAddress.objects.create(member=by, digest=digest(token), holds=holds), token


def choose(by: Member, *, holds: str) -> bool:
    """What the standing address shows from now on. False where there is none. Raises as ``open_address`` does."""
    _check(holds)
    return bool(CalendarAddress.objects.standing().filter(member=by).update(holds=holds))


def end_address(by: Member) -> bool:
    """The address opens nothing any more. Twice is once."""
    return bool(CalendarAddress.objects.filter(member=by, ended_at=None).update(ended_at=timezone.now()))


def note_reading(address: CalendarAddress) -> None:
    """An app has read it."""
    if not address.is_read_lately:
        CalendarAddress.objects.filter(pk=address.pk).update(read_at=timezone.now())


def _check(holds: str) -> None:
    if holds not in CalendarAddress.Holds.values:
        raise Refused("holds", _("Please choose one of these."), field="holds")
