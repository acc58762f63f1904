from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.friends import actions, queries
from community.friends.models import Friendship, FriendshipQuerySet
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest


@require_safe
@login_required
def friends(request: MemberRequest) -> HttpResponse:
    """My friends, who asks me, and whom I asked."""
    return render(request, "friends/friends.html", {"friends": queries.friends(request.user)})


@require_POST
@login_required
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes."""
    found = _found(Friendship.objects.reaching(request.user), pk)
    try:
        actions.agree(found, by=request.user)
    except Refused as refused:
        say(request, str(refused.reason))
    else:
        say(request, _("You and %(name)s are friends now.") % {"name": found.asker_name})
    return redirect("friends")


@require_POST
@login_required
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    """No, without a word to the other."""
    actions.decline(_found(Friendship.objects.reaching(request.user), pk), by=request.user)
    say(request, _("They are not told, and cannot ask again there."))
    return redirect("friends")


@require_POST
@login_required
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    actions.take_back(_found(Friendship.objects.asked_by(request.user), pk), by=request.user)
    say(request, _("You do not ask any more."))
    return redirect("friends")


@require_POST
@login_required
def wave(request: MemberRequest, pk: int) -> HttpResponse:
    """A sign, once a day."""
    found = _found(Friendship.objects.held_by(request.user), pk)
    name = queries.Friend.seen_by(request.user, found).name
    if actions.wave(found, by=request.user):
        say(request, _("%(name)s will read that you think of them.") % {"name": name})
    else:
        say(request, _("You told %(name)s today already. Tomorrow again, if you like.") % {"name": name})
    return redirect("friends")


@require_POST
@login_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap, from either side."""
    actions.end(_found(Friendship.objects.held_by(request.user), pk), by=request.user)
    say(request, _("It has ended, for both of you. They are not told."))
    return redirect("friends")


def _found(among: FriendshipQuerySet, pk: int) -> Friendship:
    return get_object_or_404(among.select_related("asker", "asked"), pk=pk)
