from datetime import time

from django.db import DataError, connection, transaction
from django.utils.translation import gettext as _

from community.conversations import live
from community.conversations.models import Conversation
from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.zones import is_zone

#: Slower than this is no talk any more.
SLOWEST_SECONDS = 3600


@transaction.atomic
def set_rules(
    conversation: Conversation, *, slow_seconds: int, opens_at: time | None, rests_at: time | None, zone: str
) -> bool:
    """Set how often each may speak and in which hours of the zone's day; open pages are told. False: it was so.

    ``slow_seconds`` 0: as often as they like. Without hours: all day long. Whoever looks after the conversation is
    held by neither. Raises ``Refused`` (fields ``slow_seconds``, ``opens_at``, ``rests_at``, ``zone``). Who may ask for
    it, and the audit, belong to the room that owns the conversation.
    """
    if not 0 <= slow_seconds <= SLOWEST_SECONDS:
        raise Refused("slow", _("Please choose one of these."), field="slow_seconds")
    if (opens_at is None) != (rests_at is None):
        missing = "opens_at" if opens_at is None else "rests_at"
        raise Refused("hours", _("Give both times, or neither."), field=missing)
    if opens_at is not None and opens_at == rests_at:
        raise Refused(
            "hours", _("These are the same. For a room that is always open, leave both empty."), field="rests_at"
        )
    if not _known(zone):
        raise Refused("zone", _("We do not know this time zone."), field="zone")
    rules = {"slow_seconds": slow_seconds, "opens_at": opens_at, "rests_at": rests_at, "zone": zone}
    row = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
    if all(getattr(row, field) == value for field, value in rules.items()):
        return False
    Conversation.objects.filter(pk=row.pk).update(**rules)
    for field, value in rules.items():
        setattr(conversation, field, value)
    after_commit(live.tell_rules, conversation.pk, slow_seconds, opens_at, rests_at, zone)
    return True


def _known(zone: str) -> bool:
    """Whether both we and the database know it: the storing statement asks the database for the time there."""
    if not is_zone(zone):
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT now() AT TIME ZONE %s", [zone])
    except DataError:
        return False
    return True
