from community.members.models import Member
from community.support.models import SupportCall


def may_answer(member: Member, call: SupportCall) -> bool:
    """Those who were told, and whom no block parts from the one who asked; never oneself."""
    if member.pk == call.member_id:
        return False
    return SupportCall.objects.visible_to(member).filter(pk=call.pk).exists()


def may_end(member: Member, call: SupportCall) -> bool:
    """The one who asked, and the one who answered."""
    return member.pk in (call.member_id, call.answered_by_id)
