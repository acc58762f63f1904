"""A mentor's story can be reported; it then shows up in the facility's queue."""

from django.utils.translation import gettext as _

from community.members.models import Member
from community.safety.registry import reportable
from mentorship.profiles.models import MentorOffer


def find(member: Member, offer_id: int) -> MentorOffer | None:
    """The offer through the member's eyes."""
    return MentorOffer.objects.visible_to(member).select_related("member", "facility").filter(pk=offer_id).first()


def describe(offer: MentorOffer) -> str:
    return _("The story of a mentor")


reportable("mentor", MentorOffer, find=find, describe=describe)
