"""Telling a person what was decided about them, and keeping it where they can read it."""

from datetime import datetime

from community.facilities.models import Facility
from community.members.models import Member
from community.safety.models import Case, Decision
from community.safety.moderatable import Moderatable
from community.safety.notifications import tell_person_concerned
from community.safety.registry import kind_for


def announce(
    member: Member,
    act: Decision.Act,
    *,
    by: Member | None,
    by_name: str,
    scope: str,
    place: str,
    facility: Facility | None,
    reason: str,
    case: Case | None = None,
    words: str = "",
    about_name: str = "",
    thing: Moderatable | None = None,
    until: datetime | None = None,
) -> Decision:
    """Keep what was decided about a person where they can read it, and tell them.

    ``by_name`` is empty for staff, who speak for their facility; ``about_name`` is the person's in that place;
    ``thing`` is what was hidden, where there is no case. The caller has asked the policy, acts in a
    transaction, and writes the audit entry.
    """
    decision = Decision.objects.create(
        member=member,
        act=act,
        by=by,
        by_name=by_name,
        scope=scope,
        place=place,
        facility=facility,
        reason=reason,
        case=case,
        words=words,
        about_name=about_name,
        key=kind_for(thing).key if thing is not None else "",
        thing_id=thing.pk if thing is not None else None,
        until=until,
    )
    tell_person_concerned(decision)
    return decision
