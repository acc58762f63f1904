from typing import Any

from django.db import transaction
from django.utils import timezone

from community.members.models import Member
from mentorship.profiles.hours import masks, offset
from mentorship.profiles.models import Matters

#: What ``say`` takes: columns that are the member's own to answer.
ANSWERS = frozenset(
    {
        *("lived", "pathways", "life", "languages", "ways", "around", "gender"),
        *("genders_wanted", "unwanted_pathways", "unwanted_ways", "own_words"),
        *(f"weigh_{question}" for question in Matters.WEIGHED),
    }
)


def matters_of(member: Member) -> Matters:
    """Return the member's answers, stored now where they have none yet."""
    return Matters.objects.get_or_create(member=member)[0]


@transaction.atomic
def say(by: Member, *, looking: bool | None = None, **answers: Any) -> Matters:
    """Store what matters to ``by``; answers not given stay as they were.

    ``looking`` says whether they hope for a mentor, from now on or no more; None leaves that too. Raises
    ``TypeError`` for an answer to a question that is not asked.
    """
    if strange := answers.keys() - ANSWERS:
        raise TypeError(f"nobody asks for {', '.join(sorted(strange))}")
    matters_of(by)
    matters = Matters.objects.select_for_update().get(pk=by.pk)
    for name, value in answers.items():
        setattr(matters, name, value)
    matters.utc_offset = offset(by.time_zone)
    matters.week_hours, matters.weekend_hours = masks(matters.around, by.time_zone)
    if looking is not None:
        matters.looking_since = (matters.looking_since or timezone.now()) if looking else None
    matters.save()
    return matters
