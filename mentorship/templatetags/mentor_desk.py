"""What waits on the desk's lists, for the tabs of every page of it."""

from django import template

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.oversight.queries import Counts
from mentorship.oversight.queries import counts as count

register = template.Library()


@register.simple_tag
def mentor_desk_counts(facility: Facility, member: Member) -> Counts:
    """How many on each list ask for something to be done."""
    return count(facility, member)
