"""Whose a case is, how long it stays theirs, and what it is about."""

from datetime import timedelta

from django.utils.translation import gettext as _

from community.safety.models import Case
from community.safety.moderatable import Moderatable
from community.safety.registry import kind_of

#: A case nobody decides is free again after this long: words that hurt must not wait for one absent person.
LAPSES_AFTER = timedelta(hours=4)


def holder(case: Case, *, closed: bool = False, at_desk: bool = False) -> str:
    """Who has it or has decided it: as the place knows them, or the staff of the facility.

    ``at_desk``: staff read it, and know each other by name.
    """
    name, member = (case.closed_as, case.closed_by) if closed else (case.claimed_as, case.claimed_by)
    if name:
        return name
    if member and at_desk:
        return member.name
    if member and case.facility:
        return _("The staff of %(facility)s") % {"facility": case.facility.name}
    return _("Someone else")


def thing_of(case: Case) -> Moderatable | None:
    """The thing itself, where it still exists."""
    kind = kind_of(case.key)
    return kind.model._default_manager.filter(pk=case.thing_id).first() if kind else None
