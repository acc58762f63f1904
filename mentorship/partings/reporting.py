"""A letter can be reported by whoever it was given to."""

from django.utils.translation import gettext as _

from community.members.models import Member
from community.safety.registry import reportable
from mentorship.partings.models import Letter


def find(member: Member, letter_id: int) -> Letter | None:
    """The letter, where the member keeps it."""
    kept = Letter.objects.kept_by(member).filter(pk=letter_id)
    return kept.select_related("author", "pair__offer__facility").first()


def describe(letter: Letter) -> str:
    return _("A letter")


reportable("letter", Letter, find=find, describe=describe)
