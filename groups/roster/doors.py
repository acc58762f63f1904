"""A page of a group, for its members."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from groups.roster.models import Membership
from groups.roster.reaching import NotAMember, reach_as_member


def members_page(
    view: Callable[Concatenate[HttpRequest, Membership, ...], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view the asker's membership in place of the slug.

    Signed out: to the login. Not visible: 404. Visible, but not a member: 403, with the way in.
    """

    @wraps(view)
    def page(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            membership = reach_as_member(request, slug)
        except NotAMember as outside:
            return render(request, "groups/not_a_member.html", {"group": outside.group}, status=403)
        return view(request, membership, *args, **kwargs)

    return login_required(page)
