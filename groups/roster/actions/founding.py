from django.db import transaction
from django.utils.translation import gettext as _

from community.conversations.actions import open_conversation
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.belonging import settle_in
from groups.roster.models import Group, Membership


@transaction.atomic
def found_group(
    *,
    by: Member,
    slug: str,
    name: str,
    kind: str,
    entry: str,
    about: str = "",
    agreement: str = "",
    facility: Facility | None = None,
    known_as: str | None = None,
    zone: str = "",
) -> Group:
    """Open a group with its live chat; the founder leads it under ``known_as`` (else their own name).

    Its hours go by ``zone``, else by the facility's clock, else by the founder's.

    A facility's group is founded by its staff. Raises ``Refused`` where the address is taken.
    """
    if facility is not None:
        require(StaffRole.objects.filter(facility=facility, member=by, ended_at=None).exists())
    if Group.objects.filter(slug=slug).exists():
        raise Refused("taken", _("Another group has this address. Try a slightly different name."), field="name")
    group = Group.objects.create(
        slug=slug,
        name=name,
        kind=kind,
        entry=entry,
        about=about,
        agreement=agreement,
        facility=facility,
        zone=zone or (facility.time_zone if facility else by.time_zone),
    )
    open_conversation(group.scope, title=name, facility=facility)
    settle_in(group, by, name=known_as or by.name, hue=by.hue, role=Membership.Role.LEADER)
    return group
