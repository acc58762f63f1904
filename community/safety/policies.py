"""Who may report, and who may look after a case. Pure: no request, no writing."""

from community.facilities.models import StaffRole
from community.members.models import Member
from community.safety.models import SEES_EVERY_CASE, SEES_WORRIES, Appeal, Case, Category, ScopeModerator
from community.safety.moderatable import Moderatable
from community.safety.registry import kind_for


def can_report(member: Member, thing: Moderatable) -> bool:
    """Anyone who can see it. Never limited for newcomers or the quieted: asking for help is always open."""
    return kind_for(thing).find(member, thing.pk) is not None


def may_moderate(member: Member, case: Case) -> bool:
    """Moderators of its scope and staff of its facility, as their role lets them; nobody on words of their own."""
    return member.ended_at is None and Case.objects.visible_to(member).filter(pk=case.pk).exists()


def may_answer(member: Member, appeal: Appeal) -> bool:
    """Others who look after its place than who decided; staff of its facility who see every case; nobody on oneself."""
    return member.ended_at is None and Appeal.objects.decidable_by(member).filter(pk=appeal.pk).exists()


def name_in(scope: str, member: Member) -> str:
    """The name a moderator bears in that scope; empty for those who act as staff of a facility."""
    duty = ScopeModerator.objects.filter(scope=scope, member=member, ended_at=None).only("name").first()
    return duty.name if duty else ""


def staff_on(case: Case) -> list[Member]:
    """The staff of its facility who may look at it, present, without its author."""
    if case.facility_id is None:
        return []
    roles = SEES_EVERY_CASE + (SEES_WORRIES if case.category == Category.WORRY else ())
    held = StaffRole.objects.filter(facility=case.facility_id, role__in=roles, ended_at=None)
    return list(Member.objects.present().filter(pk__in=held.values("member")).exclude(pk=case.author_id))
