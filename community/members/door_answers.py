"""What someone answered at the door, kept in the session until they are in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from community.kit.gate import Refused
from community.members.actions import live_in
from community.members.models import Member

SHARED = "door_shared"
ZONE = "door_zone"


def keep(request: HttpRequest, *, shared: bool, time_zone: str) -> None:
    """Remember the answers through codes and second factors."""
    request.session[SHARED] = shared
    request.session[ZONE] = time_zone[:64]


def apply(request: HttpRequest, member: Member) -> None:
    """Act on the answers, now that the member is in.

    On a computer others use, the session ends with the browser, and after half a day at the latest. A zone is
    taken from the browser only while the member has none of their own (UTC).
    """
    answers: dict[str, Any] = {key: request.session.pop(key, None) for key in (SHARED, ZONE)}
    request.session.set_expiry(0 if answers[SHARED] else settings.SESSION_COOKIE_AGE)
    if answers[ZONE] and member.time_zone == "UTC":
        try:
            live_in(member, time_zone=answers[ZONE])
        except Refused:
            return
