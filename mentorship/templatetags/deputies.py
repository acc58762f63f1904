"""Who is there while a mentor rests, for pages of lower rooms."""

from django import template

from community.members.models import Member
from mentorship.deputies import queries
from mentorship.deputies.models import Deputy
from mentorship.pairs.models import Pair
from mentorship.profiles.models import MentorOffer

register = template.Library()


@register.simple_tag
def deputy_of(offer: MentorOffer) -> Deputy | None:
    """Whom this mentor has asked, or who has agreed. One query."""
    return queries.deputy_of(offer)


@register.simple_tag
def deputy_offered(pair: Pair, member: Member) -> queries.Offered | None:
    """Whom the mentee can turn to while their mentor is away. One query where nobody rests."""
    return queries.offered_to(pair, member)


@register.simple_tag
def standing_in(member: Member) -> queries.Standing:
    """Who asks the member to be there, for whom they are, and their talks. Three queries at most."""
    return queries.standing_of(member)
