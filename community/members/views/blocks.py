from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.kit.toasts import say
from community.members.actions import unblock
from community.members.requests import MemberRequest


@login_required
def blocks(request: MemberRequest) -> HttpResponse:
    """Whom I have blocked, under the names I knew them by."""
    return render(request, "members/blocks.html", {"blocks": request.user.blocks.order_by("-id")[:200]})


@login_required
@require_POST
def lift_block(request: MemberRequest, block_id: int) -> HttpResponse:
    held = get_object_or_404(request.user.blocks.select_related("blocked"), pk=block_id)
    unblock(request.user, held.blocked)
    say(request, _("%(name)s is no longer blocked.") % {"name": held.known_as})
    return redirect("blocks")
