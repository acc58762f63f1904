"""One's own notes, the newest first, a page at a time."""

from dataclasses import dataclass

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.models import Note

PAGE = 20


@dataclass(frozen=True)
class Notes:
    """``before``: the number to ask for the earlier ones with; none: these are all."""

    notes: list[Note]
    before: int | None


def notes_of(pair: Pair, member: Member, before: int | None = None) -> Notes:
    """The member's own. One query."""
    own = Note.objects.visible_to(member).filter(pair=pair).order_by("-pk")
    found = list((own.filter(pk__lt=before) if before else own)[: PAGE + 1])
    return Notes(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
