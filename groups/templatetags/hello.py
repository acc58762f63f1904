"""What a group's page says about greeting; ``docs/groups.md`` says how it goes."""

from typing import Any

from django import template

from community.members.models import Member
from groups.roster.models import Membership
from groups.roster.policies import leads
from groups.welcome.pages import greeting
from groups.welcome.policies import may_greet

register = template.Library()


@register.inclusion_tag("groups/welcome/_card.html")
def greeters_card(membership: Membership, reader: Member) -> dict[str, Any]:
    """Draw the newcomer's own greeter, or who greets now and next. At most three queries."""
    return {
        "group": membership.group,
        "greeting": greeting(membership, reader),
        "may_greet": may_greet(membership),
        "leads": leads(membership),
    }
