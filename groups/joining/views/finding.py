from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.members.requests import MemberRequest
from groups.chat.queries import my_groups
from groups.joining.queries import directory, group_page, my_requests, to_answer
from groups.roster.doors import away_page
from groups.roster.models import Group
from groups.roster.reaching import reach_group


@login_required
@require_safe
def directory_page(request: MemberRequest) -> HttpResponse:
    """The member's own groups, then all others they may see."""
    words, kind, after = (request.GET.get(name, "").replace("\0", "")[:120] for name in ("words", "kind", "after"))
    first = not (words or kind or after)
    return render(
        request,
        "groups/joining/directory.html",
        {
            "mine": my_groups(request.user) if first else [],
            "asked": my_requests(request.user) if first else [],
            "asking": to_answer(request.user) if first else [],
            "found": directory(request.user, words=words, kind=kind, after=after),
            "words": words,
            "kind": kind,
            "kinds": Group.Kind.choices,
        },
    )


@login_required
@require_safe
def group(request: MemberRequest, slug: str) -> HttpResponse:
    """What a group is, and the way in; for its members, what is new."""
    found, membership = reach_group(request.user, slug)
    if membership is not None and membership.is_away:
        return away_page(request, membership)
    page = group_page(found, membership, request.user)
    return render(request, "groups/joining/group.html", {"page": page, "group": found, "membership": membership})
