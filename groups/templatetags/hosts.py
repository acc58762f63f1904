"""Who hosts, in the pages of meetings."""

from typing import Any

from django import template
from django.template.context import Context

from groups.hosting.queries import AtOccurrence, Share, at_occurrence, belonging_at, belonging_of, next_hosts, on_rota
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Group, Membership

register = template.Library()


@register.simple_tag(takes_context=True)
def hosting_at(context: Context, occurrence: Occurrence) -> AtOccurrence:
    """What the page of one time says about its host; the view gives ``here`` and ``answer``."""
    here = context["here"]
    return at_occurrence(occurrence, here.member, here.membership, here.quiet, context.get("answer"))


@register.simple_tag(takes_context=True)
def hosting_of(context: Context, meeting: Meeting) -> dict[str, Any]:
    """Who is on a meeting's rota, and who hosts next; empty for guests. The view gives ``here``."""
    here = context["here"]
    seat: Membership | None = here.membership
    if seat is None:
        return {}
    rota = on_rota(meeting, here.member)
    return {"rota": rota, "next": next_hosts(meeting, here.member, seat)[:3], "mine": seat in rota}


@register.simple_tag
def belonging(of: Group | Meeting) -> Share | None:
    """How many in ten felt they belonged; None where too few have said."""
    return belonging_of(of) if isinstance(of, Group) else belonging_at(of)
