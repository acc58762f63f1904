"""What the people who keep the place have done this week, and what waits for them."""

from datetime import timedelta

from django.utils import timezone

from community.conversations.models import Message
from community.facilities.models import Facility
from community.safety.actions import appeal, report
from community.safety.models import Category, Decision
from config.seeds.house import People
from groups.moderation.actions import quiet
from groups.roster.models import Group, Membership


def keep_safe(people: People, house: Facility) -> None:
    """Carmen asked eli to be quiet for a few days, and he asks for another look.

    Two people have reported ray's offer, and nobody has looked yet.
    """
    circle = Group.objects.get(slug="evening-circle")
    membership = Membership.objects.select_related("group__facility", "member").get(group=circle, member=people["eli"])
    quiet(
        membership,
        by=people["carmen"],
        reason="Words that put others down, after we had talked about it. Come and read, and write to me any time.",
        until=timezone.now() + timedelta(days=5),
    )
    appeal(
        Decision.objects.get(member=people["eli"]),
        by=people["eli"],
        words="I was called a fake first, by someone who has left since. I should not have answered like that. "
        "Five days without a word here are long.",
    )
    offer = Message.objects.select_related("author__member", "conversation__facility").get(
        conversation__scope=circle.scope, body__startswith="DM me"
    )
    for key in ("alba", "ada"):
        report(offer, by=people[key], category=Category.SOURCING)
