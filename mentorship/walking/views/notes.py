"""One's own notes: open to nobody else, and still there when the two have parted."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.toasts import say
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking import actions
from mentorship.walking.doors import find_pair, is_over
from mentorship.walking.forms import NoteForm
from mentorship.walking.models import Note
from mentorship.walking.queries import notes_of


@login_required
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Read them; write one."""
    member: Member = request.user  # type: ignore[assignment]
    pair = find_pair(member, pair_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write_note(pair, by=member, words=form.cleaned_data["words"])
        return redirect("mentorship:notes", pair.pk)
    return _page(request, pair, form, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pair_id: int, note_id: int) -> HttpResponse:
    """Change one."""
    member: Member = request.user  # type: ignore[assignment]
    found = _note(member, pair_id, note_id)
    form = NoteForm(request.POST or None, initial={"words": found.words})
    if request.method == "POST" and form.is_valid():
        actions.change_note(found, by=member, words=form.cleaned_data["words"])
        return redirect("mentorship:notes", pair_id)
    context = {"pair": found.pair, "other": found.pair.other(member), "note": found, "form": form}
    return render(request, "mentorship/walking/note.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def throw_away(request: HttpRequest, pair_id: int, note_id: int) -> HttpResponse:
    """Throw one away."""
    member: Member = request.user  # type: ignore[assignment]
    actions.throw_away(_note(member, pair_id, note_id), by=member)
    say(request, _("The note is gone."))
    return redirect("mentorship:notes", pair_id)


def _note(member: Member, pair_id: int, note_id: int) -> Note:
    own = Note.objects.visible_to(member).select_related("pair__mentor", "pair__mentee")
    return get_object_or_404(own, pk=note_id, pair=pair_id)


def _page(request: HttpRequest, pair: Pair, form: NoteForm, status: int) -> HttpResponse:
    member: Member = request.user  # type: ignore[assignment]
    asked = request.GET.get("before", "")
    found = notes_of(pair, member, int(asked) if asked.isdecimal() and len(asked) < 18 else None)
    context = {
        "pair": pair,
        "other": pair.other(member),
        "is_over": is_over(pair),
        "found": found,
        "form": form,
        "is_first": not asked,
    }
    return render(request, "mentorship/walking/notes.html", context, status=status)
