"""Pictures that wait until a keeper of the group has looked at them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.conversations.actions import refuse_picture, release_picture
from community.conversations.models import Picture
from community.kit.gate import Refused
from community.kit.toasts import say
from groups.moderation.forms import TakeAwayForm
from groups.moderation.queries import waiting_pictures
from groups.moderation.views import KeeperRequest, keepers_door


@keepers_door
@require_GET
def pictures(request: KeeperRequest) -> HttpResponse:
    """Those that wait, the one that has waited longest first; each is folded until it is opened."""
    return _shown(request)


@keepers_door
@require_POST
def act(request: KeeperRequest, picture_id: UUID, act: str) -> HttpResponse:
    """Let a picture be seen, or take it away with a reason."""
    waiting = Picture.objects.of_place(request.group.scope).select_related("conversation", "author")
    picture = get_object_or_404(waiting.filter(held_at__isnull=False), pk=picture_id)
    if act == "release":
        done = release_picture(picture, by=request.user)
        words = _("Everyone in the conversation sees it now.")
    elif act == "refuse":
        form = TakeAwayForm(request.POST, auto_id=f"{picture.pk}_%s")
        try:
            if not form.is_valid():
                return _shown(request, refused=(picture.pk, form), status=422)
            done = refuse_picture(picture, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error("reason", str(refused.reason))
            return _shown(request, refused=(picture.pk, form), status=422)
        words = _("The picture is gone, and its author is told why.")
    else:
        raise Http404
    if done:
        say(request, words)
    else:
        say(request, _("Somebody else has looked at it already."), kind=messages.INFO)
    return redirect("groups:pictures", slug=request.group.slug)


def _shown(
    request: KeeperRequest, *, refused: tuple[UUID, TakeAwayForm] | None = None, status: int = 200
) -> HttpResponse:
    rows = []
    for picture in waiting_pictures(request.group):
        form = refused[1] if refused and refused[0] == picture.pk else TakeAwayForm(auto_id=f"{picture.pk}_%s")
        rows.append((picture, form, picture.author.member_id == request.user.pk))
    return render(request, "moderation/pictures.html", {"group": request.group, "rows": rows}, status=status)
