from typing import Any

from community.audit.models import Entry
from community.facilities.models import Facility
from community.members.models import Member


def record(
    act: str,
    *,
    by: Member | None,
    reason: str = "",
    scope: str = "",
    facility: Facility | None = None,
    subject: str = "",
    about: Member | None = None,
    **detail: Any,
) -> Entry:
    """Write one entry, in the caller's transaction: the act and its trace stand or fall together.

    ``by`` is None only for what a rule did by itself (an expiry). ``about`` is the person it touches.
    """
    return Entry.objects.create(
        act=act,
        by=by,
        reason=reason,
        scope=scope,
        facility=facility,
        subject=subject,
        about=about,
        detail=detail,
    )
