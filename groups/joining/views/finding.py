from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from community.members.languages import LANGUAGES
from community.members.requests import MemberRequest
from groups.chat.queries import my_groups
from groups.daily.queries import is_open_in
from groups.joining.queries import Wanted, directory, group_page, put_away, waiting_requests
from groups.roster.doors import away_page
from groups.roster.models import Group
from groups.roster.reaching import reach_group

_FILTERS = ("words", "kind", "entry", "focus", "language")
#: What is hidden from whoever looks is not to be looked for.
_ENTRIES = [(Group.Entry.OPEN, _("Open")), (Group.Entry.REQUEST, _("By request"))]
_CHOICES = {
    "kinds": Group.Kind.choices,
    "entries": _ENTRIES,
    "focuses": Group.Focus.choices,
    "languages": LANGUAGES.items(),
}


@login_required
@require_safe
def directory_page(request: MemberRequest) -> HttpResponse:
    """The member's own groups, then all others they may see."""
    asked = {name: request.GET.get(name, "").replace("\0", "")[:120] for name in (*_FILTERS, "after")}
    after = asked.pop("after")
    wanted = Wanted(**asked)
    first = wanted.is_anything and not after
    waiting = waiting_requests(request.user) if first else None
    return render(
        request,
        "groups/joining/directory.html",
        {
            "mine": my_groups(request.user) if first else [],
            "asked": waiting.mine if waiting else [],
            "asking": waiting.to_answer if waiting else [],
            "away": put_away(request.user) if first else [],
            "found": directory(request.user, wanted, after=after),
            "wanted": wanted,
            "more": urlencode({name: value for name, value in asked.items() if value}),
            "choices": _CHOICES,
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
    context = {
        "page": page,
        "group": found,
        "membership": membership,
        "day_is_open": membership is not None and is_open_in(found),
    }
    return render(request, "groups/joining/group.html", context)
