from secrets import choice

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations.actions import open_conversation
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.zones import is_zone
from groups.roster.actions.belonging import settle_in
from groups.roster.kinds import lacks
from groups.roster.models import Group, Membership

#: Letters that are not taken for each other, and spell nothing.
_TAIL = "bcdfghjkmnpqrstvwxz23456789"


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
    hue: int | None = None,
    zone: str = "",
    focus: list[str] | tuple[str, ...] = (),
    language: str = "en",
) -> Group:
    """Open a group with its live chat; the founder leads it under ``known_as`` (else their own name).

    Its hours go by ``zone``, else by the facility's clock, else by the founder's. A facility's group is founded by its
    staff. Raises ``PermissionDenied``, or ``Refused`` where the address is taken (field ``name``), where the kind needs
    something else (``kind``), the zone is unknown (``zone``), or the name guard objects (``known_as``).
    """
    if facility is not None:
        require(StaffRole.objects.filter(facility=facility, member=by, ended_at=None).exists())
    if missing := lacks(kind, of_facility=facility is not None):
        raise Refused("lacks", missing, field="kind")
    zone = zone or (facility.time_zone if facility else by.time_zone)
    if not is_zone(zone):
        raise Refused("zone", _("We do not know this time zone."), field="zone")
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
        zone=zone,
        focus=[one for one in Group.Focus.values if one in focus],
        language=language,
    )
    open_conversation(group.scope, title=name, facility=facility)
    try:
        leader = settle_in(
            group, by, name=known_as or by.name, hue=by.hue if hue is None else hue, role=Membership.Role.LEADER
        )
    except Refused as refused:
        raise Refused(refused.code, refused.reason, field="known_as") from refused
    record(
        "found_group",
        by=by,
        scope=group.scope,
        facility=facility,
        subject=group.scope,
        by_name=leader.name,
        thing=group.name,
        kind=kind,
        entry=entry,
    )
    return group


def address_for(name: str) -> str:
    """An address for a group of this name. Its tail is chance, so that no address tells that another is taken."""
    words = slugify(name)[:50].strip("-")
    tail = "".join(choice(_TAIL) for _n in range(4))
    return f"{words}-{tail}" if words else f"group-{tail}{''.join(choice(_TAIL) for _n in range(4))}"
