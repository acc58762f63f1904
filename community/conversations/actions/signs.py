from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.conversations import live
from community.conversations.models import Signs
from community.kit.commit import after_commit
from community.members.models import Member


@transaction.atomic
def give_signs(by: Member, *, here: bool, writing: bool, seen: bool) -> Signs:
    """From now on others get these signs of the member, in all conversations and on all open pages, and no other.

    A sign that stays off keeps the moment it was put off.
    """
    Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    signs, _ = Signs.objects.get_or_create(member=by)
    signs.here_off_at = _off_at(signs.here_off_at, here)
    signs.writing_off_at = _off_at(signs.writing_off_at, writing)
    signs.seen_off_at = _off_at(signs.seen_off_at, seen)
    signs.save()
    after_commit(live.tell_signs, by.pk, {"here": here, "writing": writing, "seen": seen})
    return signs


def _off_at(before: datetime | None, given: bool) -> datetime | None:
    return None if given else before or timezone.now()
