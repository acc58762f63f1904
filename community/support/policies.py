from community.members.models import Member
from community.support.models import SupportCall, Told


def may_answer(member: Member, told: Told) -> bool:
    """The one who was told, unless a block parts them from the one who asked."""
    return Told.objects.visible_to(member).filter(pk=told.pk).exists()


def may_end(member: Member, call: SupportCall) -> bool:
    """The one who asked, and the one who answered."""
    return member.pk in (call.member_id, call.answered_by_id)
