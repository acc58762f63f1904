"""A page of a group, for its members."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from groups.roster.models import Membership
from groups.roster.policies import must_agree
from groups.roster.queries import current_away
from groups.roster.reaching import NotAMember, reach_as_member

#: A page that is open at the end of a time away opens the room by itself, where that is at most so many seconds ahead.
LONGEST_WAIT_OF_A_PAGE = 2 * 86_400

View = Callable[Concatenate[HttpRequest, Membership, ...], HttpResponse]


def members_page(view: View) -> Callable[..., HttpResponse]:
    """Hand the view the asker's membership in place of the slug.

    Signed out: to the login. Not visible: 404. Visible, but not a member: 403, with the way in. Asked to step away:
    403, until when and why. Where what the group agrees on has changed, whoever opens the page reads that first;
    words already written are not held up.
    """
    return _door(view, agreed_first=True)


def undecided_members_page(view: View) -> Callable[..., HttpResponse]:
    """The same, also for a member who has not agreed anew: to read what has changed, or to leave."""
    return _door(view, agreed_first=False)


def away_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """For a member who was asked to step away: until when, why, and what is open to them. At the end it opens anew."""
    sanction = current_away(membership)
    context = {"group": membership.group, "membership": membership, "away": sanction}
    response = render(request, "groups/away.html", context, status=403)
    if membership.away_until is not None:
        seconds = int((membership.away_until - timezone.now()).total_seconds()) + 2
        if seconds < LONGEST_WAIT_OF_A_PAGE:
            response["Refresh"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def _door(view: View, *, agreed_first: bool) -> Callable[..., HttpResponse]:
    @wraps(view)
    def page(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            membership = reach_as_member(request, slug)
        except NotAMember as outside:
            return render(request, "groups/not_a_member.html", {"group": outside.group}, status=403)
        if agreed_first and membership.is_away:
            return away_page(request, membership)
        if agreed_first and request.method in ("GET", "HEAD") and must_agree(membership):
            return redirect(f"{reverse('groups:agreement', args=[slug])}?{urlencode({'next': request.path})}")
        return view(request, membership, *args, **kwargs)

    return login_required(page)
