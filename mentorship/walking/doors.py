"""The door to a pair's rooms: for the two, while they walk together and once both have read the note."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import beginning


class PairRequest(HttpRequest):
    """A request of one of the two."""

    user: Member
    pair: Pair
    other: Member


def pair_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to the two: for others the pair is not there (404). Where it is over, or has not begun, the pair's own
    page says so.
    """

    @wraps(view)
    def door(request: PairRequest, pair_id: int, **values: Any) -> HttpResponse:
        pair = find_pair(request.user, pair_id)
        if is_over(pair) or not beginning(pair, request.user).by_both:
            return redirect(pair)
        request.pair, request.other = pair, pair.other(request.user)
        return view(request, **values)

    return login_required(door)


def find_pair(member: Member, pair_id: int) -> Pair:
    """The pair through the member's eyes; ended ones too. Not theirs: 404."""
    return get_object_or_404(Pair.objects.visible_to(member).select_related("mentor", "mentee"), pk=pair_id)


def is_over(pair: Pair) -> bool:
    """Ended, or a block has come between the two."""
    return pair.ended_at is not None or pair.parted  # type: ignore[attr-defined]
