"""A page of a group, for its members."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from groups.roster.models import Membership
from groups.roster.policies import must_agree
from groups.roster.reaching import NotAMember, reach_as_member

View = Callable[Concatenate[HttpRequest, Membership, ...], HttpResponse]


def members_page(view: View) -> Callable[..., HttpResponse]:
    """Hand the view the asker's membership in place of the slug.

    Signed out: to the login. Not visible: 404. Visible, but not a member: 403, with the way in. Where what the
    group agrees on has changed, whoever opens the page reads that first; words already written are not held up.
    """
    return _door(view, agreed_first=True)


def undecided_members_page(view: View) -> Callable[..., HttpResponse]:
    """The same, also for a member who has not agreed anew: to read what has changed, or to leave."""
    return _door(view, agreed_first=False)


def _door(view: View, *, agreed_first: bool) -> Callable[..., HttpResponse]:
    @wraps(view)
    def page(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            membership = reach_as_member(request, slug)
        except NotAMember as outside:
            return render(request, "groups/not_a_member.html", {"group": outside.group}, status=403)
        if agreed_first and request.method in ("GET", "HEAD") and must_agree(membership):
            return redirect(f"{reverse('groups:agreement', args=[slug])}?{urlencode({'next': request.path})}")
        return view(request, membership, *args, **kwargs)

    return login_required(page)
