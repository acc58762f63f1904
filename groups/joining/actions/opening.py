from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Member
from community.members.naming.guard import objection
from groups.joining.policies import FOUNDED_AT_MOST, FOUNDED_WITHIN
from groups.roster.actions import address_for, found_group
from groups.roster.models import Group, Membership

#: What the name guard holds against a person's name and against a group's alike.
_ALSO_OF_GROUPS = ("empty", "address", "mixed", "sells")


@transaction.atomic
def open_group(
    *,
    by: Member,
    name: str,
    kind: str,
    entry: str,
    about: str,
    agreement: str,
    facility: Facility | None,
    known_as: str,
    hue: int,
    zone: str,
    focus: list[str],
    language: str,
) -> Group:
    """Found a group as members do: its address is made from its name, and few are opened in a month.

    Raises as ``found_group`` does; ``Refused`` (field ``name``) for a name that sells or stands on another group the
    founder can see, ``enough`` where they have opened many lately and are no staff of the facility it is for.
    """
    name = " ".join(name.split())
    for part in (name[:40], name[40:]):
        against = objection(part) if part.strip() else None
        if against is not None and against.code in _ALSO_OF_GROUPS:
            raise Refused(against.code, against.reason, field="name")
    if Group.objects.visible_to(by).filter(name__iexact=name).exists():
        raise Refused("taken", _("Another group is called that. People would take one for the other."), field="name")
    lately = Membership.objects.filter(
        member=by, role=Membership.Role.LEADER, group__created_at__gt=timezone.now() - FOUNDED_WITHIN
    )
    if facility is None and lately.count() >= FOUNDED_AT_MOST:
        raise Refused("enough", _("You have opened three lately. Let them grow first; in a month there is room again."))
    return found_group(
        by=by,
        slug=address_for(name),
        name=name,
        kind=kind,
        entry=entry,
        about=about.strip(),
        agreement="\n".join(line.strip() for line in agreement.strip().splitlines()),
        facility=facility,
        known_as=known_as,
        hue=hue,
        zone=zone,
        focus=focus,
        language=language,
    )
