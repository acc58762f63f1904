from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.kit.gate import require
from groups.health.figures import FEWEST
from groups.health.picture import picture
from groups.health.queries import health_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.policies import leads


@require_safe
@members_page
def health(request: HttpRequest, membership: Membership) -> HttpResponse:
    """How newcomers are doing, for those who lead the group: figures, and never people."""
    require(leads(membership), _("This page is for those who lead the group."))
    found = health_of(membership.group)
    context = {
        "group": membership.group,
        "membership": membership,
        "health": found,
        "picture": picture(found.told),
        "fewest": FEWEST,
    }
    return render(request, "groups/health/health.html", context)
