"""What waits on the desk's lists, for the tabs of every page of it."""

from django import template

from community.facilities.models import Facility
from mentorship.oversight.queries import Counts
from mentorship.oversight.queries import counts as count

register = template.Library()


@register.simple_tag
def mentor_desk_counts(facility: Facility) -> Counts:
    """How many on each list ask for something to be done."""
    return count(facility)
