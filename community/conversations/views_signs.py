"""The doors for small signs: which ones a member gives, and who has read how far."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.conversations.actions import give_signs, mark_seen
from community.conversations.forms import SignsForm
from community.conversations.models import Conversation
from community.conversations.signs import marks, signs_of
from community.kit.toasts import say
from community.members.requests import MemberRequest


@require_http_methods(["GET", "POST"])
@login_required
def my_signs(request: MemberRequest) -> HttpResponse:
    """What others see of me in conversations. ``next`` leads back to the conversation one came from."""
    back = request.POST.get("next") or request.GET.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("me")
    if request.method == "POST":
        form = SignsForm(request.POST)
        if form.is_valid():
            give_signs(request.user, **form.cleaned_data)
            say(request, _("Kept. It is so on every open page already."))
            return HttpResponseRedirect(back)
    else:
        signs = signs_of(request.user)
        form = SignsForm(initial={"here": signs.here, "writing": signs.writing, "seen": signs.seen})
    return render(request, "conversations/signs.html", {"form": form, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def seen(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`GET` says how far others have read, `POST` with `seq` keeps how far I have: for me alone, nobody is told."""
    talk = get_object_or_404(Conversation.objects.visible_to(request.user), pk=conversation_id)
    if request.method != "POST":
        return JsonResponse({"conversation": talk.pk, "marks": marks(talk, request.user)})
    seq = request.POST.get("seq", "")
    if seq.isascii() and seq.isdigit() and len(seq) < 19:
        mark_seen(talk, by=request.user, seq=int(seq))
    return HttpResponse(status=204)
