"""Whom a kept round found, for a member's own page of mentoring."""

from django import template

from community.members.models import Member
from mentorship.rounds.queries import Introduction
from mentorship.rounds.queries import introduction_for as find

register = template.Library()


@register.simple_tag
def introduction_for(member: Member) -> Introduction | None:
    """The one that waits for this member's answer, if one does."""
    return find(member)
