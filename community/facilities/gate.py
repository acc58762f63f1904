"""The door to the staff desk: a role that holds today, and a second factor where the house asks for one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.facilities.models import Facility, StaffRole
from community.facilities.policies import second_factor_is_owed
from community.members.models import Member

#: Where the session keeps which of their facilities a person works at just now.
CHOSEN = "desk_facility"


@dataclass(frozen=True)
class Desk:
    """Where a staff person works just now. Everything a desk page shows is of ``facility`` alone."""

    facility: Facility
    roles: frozenset[str]
    facilities: tuple[Facility, ...]
    #: False where the house runs without (``STAFF_SECOND_FACTOR`` off): the desk says so.
    second_factor_asked: bool

    def holds(self, *roles: str) -> bool:
        """Whether one of these roles is held at this facility."""
        return bool(self.roles.intersection(roles))


class DeskRequest(HttpRequest):
    """A request that passed the door."""

    user: Member
    desk: Desk


def open_desk(member: Member, chosen: int | None = None) -> Desk | None:
    """The member's desk at the chosen facility (else their first), or None where they are no staff. One query."""
    held = list(
        StaffRole.objects.filter(member=member, ended_at=None)
        .select_related("facility")
        .order_by("facility__name", "facility_id")
    )
    if not held:
        return None
    facilities = tuple(dict.fromkeys(role.facility for role in held))
    facility = next((one for one in facilities if one.pk == chosen), facilities[0])
    return Desk(
        facility=facility,
        roles=frozenset(role.role for role in held if role.facility_id == facility.pk),
        facilities=facilities,
        second_factor_asked=settings.STAFF_SECOND_FACTOR,
    )


def desk_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let staff in, with ``request.desk``. Strangers sign in first; others get 403.

    Staff who still owe a second factor get 403 and a page that leads them to set one up.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member: Member = request.user  # type: ignore[assignment]
        desk = open_desk(member, request.session.get(CHOSEN))
        if desk is None:
            raise PermissionDenied(_("The staff desk is for the staff of a facility."))
        if second_factor_is_owed(member):
            return render(request, "facilities/second_factor.html", {"desk": desk}, status=403)
        request.desk = desk  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded
