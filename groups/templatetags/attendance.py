"""What the page of one time of a meeting says about the reader's own attendance."""

from django import template
from django.template import Context

from groups.attendance.queries import BeenThere, been_there
from groups.meetings.models import Occurrence

register = template.Library()


@register.simple_tag(takes_context=True)
def attendance_at(context: Context, occurrence: Occurrence) -> BeenThere:
    """Whether the reader said they were there, and whether they can say so now."""
    return been_there(occurrence, context["request"].user)
