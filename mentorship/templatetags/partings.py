"""What an ending shows on other pages."""

from dataclasses import dataclass

from django import template

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.partings import queries
from mentorship.partings.models import Handover

register = template.Library()


@dataclass(frozen=True)
class Ending:
    """Beside a talk: the day that stands, and what the mentee gives to a new mentor."""

    last: queries.LastDay | None
    handover: Handover | None


@register.simple_tag
def parting_of(pair: Pair, member: Member) -> Ending:
    """Two queries at most."""
    return Ending(queries.last_day(pair, member), queries.handed_over(pair, member))


register.simple_tag(queries.after_ending)
register.simple_tag(queries.keeps_letters)
