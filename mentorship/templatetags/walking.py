"""What stands beside two people's talk."""

from dataclasses import dataclass

from django import template

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.models import Going, NudgeWish
from mentorship.walking.models.silences import DAYS, USUAL_DAYS
from mentorship.walking.queries import question_for

register = template.Library()


@dataclass(frozen=True)
class Beside:
    """``question``: how it goes, where that is asked. ``days``: of silence after which the member is told."""

    question: Going | None
    days: int
    choices: tuple[int, ...] = DAYS


@register.simple_tag
def beside_talk(pair: Pair, member: Member) -> Beside:
    """Two queries."""
    wish = NudgeWish.objects.filter(pair=pair, member=member).first()
    return Beside(question_for(pair, member), wish.days if wish else USUAL_DAYS)
