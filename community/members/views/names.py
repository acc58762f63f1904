from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from community.members.actions.naming import names_like
from community.members.naming.guard import objection


@require_POST
def name_check(request: HttpRequest) -> HttpResponse:
    """What the guard says of a name while it is typed: a fragment. Silent where someone asks too often.

    POST, so that names people only thought of stand in no address and no log.
    """
    if not ratelimit.consume(request, action="name_check"):
        return HttpResponse(status=204)
    name = request.POST.get("name", "")[:100]
    besides = request.user if request.user.is_authenticated else None
    against = objection(name, taken=names_like(name, besides=besides))
    return render(request, "members/_name_said.html", {"against": against})
