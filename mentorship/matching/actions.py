from datetime import datetime

from community.members.models import Member
from mentorship.matching.models import Favourite, SetAside


def set_aside(member: Member, other: Member, *, until: datetime | None) -> None:
    """Suggest ``other`` to ``member`` no more until then; for good where None. An earlier wish is replaced."""
    SetAside.objects.update_or_create(member=member, other=other, defaults={"until": until})


def bring_back(member: Member, other: Member) -> None:
    """Take that back: they may be suggested again."""
    SetAside.objects.filter(member=member, other=other).delete()


def favour(member: Member, other: Member) -> None:
    """Suggest ``other`` first to ``member``, wherever they may be suggested. Nobody is told."""
    Favourite.objects.get_or_create(member=member, other=other)


def favour_no_more(member: Member, other: Member) -> None:
    """Take that back."""
    Favourite.objects.filter(member=member, other=other).delete()
