import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations.models import Conversation
from community.kit.gate import Refused, require
from community.members.languages import LANGUAGES
from community.members.models import Member
from community.members.zones import is_zone
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.kinds import lacks, may_become
from groups.roster.models import Group
from groups.roster.notifications import tell_can_be_found
from groups.roster.policies import leads
from groups.roster.queries import membership_of

#: What leaders change on the settings page.
CHANGEABLE = ("name", "about", "kind", "entry", "focus", "language", "zone")


def mark_of(group: Group) -> str:
    """Another for other settings: who has read these does not write over somebody else's."""
    said = repr([getattr(group, field) for field in CHANGEABLE])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def change_group(
    group: Group,
    *,
    by: Member,
    read: str,
    name: str,
    about: str,
    kind: str,
    entry: str,
    focus: list[str],
    language: str,
    zone: str,
) -> Group:
    """Change what a group is called, says of itself and how one comes in. ``read`` is the ``mark_of`` what was read.

    The log keeps what was and what is. Where a hidden group is hidden no more, its members are told. The same again
    changes nothing. Raises ``PermissionDenied`` for whoever does not lead it, ``Refused`` with the field it belongs to.
    """
    one_at_a_time(group)
    leader = membership_of(group, by)
    require(leader is not None and leads(leader))
    row = Group.objects.select_for_update(of=("self",)).select_related("facility").get(pk=group.pk)
    if mark_of(row) != read:
        raise Refused("changed", _("Someone changed this while you wrote. Look at theirs first."))
    after = {
        "name": " ".join(name.split())[:80],
        "about": about.strip(),
        "kind": kind,
        "entry": entry,
        "focus": [one for one in Group.Focus.values if one in focus],
        "language": language,
        "zone": zone,
    }
    changed = {field: value for field, value in after.items() if getattr(row, field) != value}
    if not changed:
        return row
    _must_fit(row, after)
    before = {field: getattr(row, field) for field in changed}
    for field, value in changed.items():
        setattr(row, field, value)
    row.save(update_fields=list(changed))
    if "name" in changed:
        Conversation.objects.filter(scope=row.scope).update(title=row.name)
    record(
        "change_group",
        by=by,
        scope=row.scope,
        facility=row.facility,
        subject=row.scope,
        by_name=leader.name if leader else "",
        thing=row.name,
        before=before,
        after=changed,
    )
    if before.get("entry") == Group.Entry.HIDDEN:
        tell_can_be_found(row, by=by)
    return row


def _must_fit(group: Group, after: Mapping[str, object]) -> None:
    of_facility = group.facility_id is not None
    kind = str(after["kind"])
    if not after["name"]:
        raise Refused("nameless", _("A name needs a letter or two."), field="name")
    if not may_become(group.kind, kind, of_facility=of_facility):
        words = lacks(kind, of_facility=of_facility) or _(
            "A group for families stays one, and no other becomes one. You can open another."
        )
        raise Refused("kind", words, field="kind")
    if after["entry"] not in Group.Entry.values:
        raise Refused("entry", _("Please choose one of these."), field="entry")
    if after["language"] not in LANGUAGES:
        raise Refused("language", _("Please choose one of these."), field="language")
    if not is_zone(str(after["zone"])):
        raise Refused("zone", _("We do not know this time zone."), field="zone")
