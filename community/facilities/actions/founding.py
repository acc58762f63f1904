from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.facilities.models import Facility, StaffRole
from community.facilities.policies import can_give_roles, can_open_facilities
from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.zones import is_zone


@transaction.atomic
def open_facility(name: str, *, by: Member, owner: Member, country: str = "US", time_zone: str = "UTC") -> Facility:
    """A facility, and who owns its desk. Operators alone open one.

    Raises ``PermissionDenied``, or ``Refused`` where one has this name already, or for an unknown time zone.
    """
    require(can_open_facilities(by))
    name = " ".join(name.split())
    slug = slugify(name)[:50]
    if not slug:
        raise Refused("nameless", _("A name needs a letter or two."), field="name")
    if not is_zone(time_zone):
        raise Refused("unknown", _("We do not know this time zone."), field="time_zone")
    if Facility.objects.filter(slug=slug).exists():
        raise Refused("taken", _("A facility has this name already."), field="name")
    facility = Facility.objects.create(name=name, slug=slug, country=country.upper(), time_zone=time_zone)
    record("open_facility", by=by, facility=facility, subject=f"facility:{facility.pk}")
    give_role(facility, owner, StaffRole.Role.OWNER, by=by)
    return facility


@transaction.atomic
def give_role(facility: Facility, member: Member, role: str, *, by: Member) -> StaffRole:
    """From now on the member works there in this role. Twice is once. Operators and the facility's owners decide.

    Raises ``PermissionDenied``, or ``Refused`` for a role there is not.
    """
    require(can_give_roles(by, facility) and member.ended_at is None)
    if role not in StaffRole.Role.values:
        raise Refused("unknown", _("Please choose one of these."), field="role")
    held, fresh = StaffRole.objects.get_or_create(facility=facility, member=member, role=role, ended_at=None)
    if fresh:
        record("give_role", by=by, facility=facility, subject=f"role:{held.pk}", about=member, role=role)
    return held


@transaction.atomic
def end_role(facility: Facility, member: Member, role: str, *, by: Member) -> bool:
    """The member works there in this role no more. False where they did not."""
    require(can_give_roles(by, facility))
    held = StaffRole.objects.filter(facility=facility, member=member, role=role, ended_at=None)
    ended = held.update(ended_at=timezone.now())
    if ended:
        record("end_role", by=by, facility=facility, subject=f"facility:{facility.pk}", about=member, role=role)
    return bool(ended)
