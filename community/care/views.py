from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from community.members.requests import MemberRequest
from community.support.lines import country_of, lines_of
from community.support.queries import chosen_by


@require_GET
@login_required
@never_cache
def care(request: MemberRequest) -> HttpResponse:
    """The care card: one's own people, lines to call, and plain words about what was seen by whom."""
    context = {"lines": lines_of(country_of("")), "chosen": chosen_by(request.user)}
    return render(request, "care/care.html", context)
