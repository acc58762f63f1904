from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.models import Group, Membership
from groups.roster.policies import leads
from groups.roster.queries import membership_of

LONGEST = 4_000


@transaction.atomic
def change_agreement(group: Group, *, by: Member, text: str, version: int) -> Group:
    """Write down anew what the group agrees on; all others are asked to agree when they next come in.

    ``version`` is the one that was changed. The same words change nothing. Raises ``PermissionDenied`` for
    whoever does not lead the group, ``Refused`` (field ``text``) where it is too long, or where somebody else
    was quicker.
    """
    leader = membership_of(group, by)
    require(leader is not None and leads(leader))
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    if len(text) > LONGEST:
        raise Refused("long", _("That is more than people can hold on to. Please make it shorter."), field="text")
    row = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if row.agreement == text:
        return row
    if row.agreement_version != version:
        raise Refused("changed", _("Someone changed it while you wrote. Look at theirs first."), field="text")
    row.agreement, row.agreement_version = text, version + 1
    row.save(update_fields=["agreement", "agreement_version"])
    Membership.objects.filter(group=row, member=by).update(agreed_version=row.agreement_version)
    record(
        "change_agreement",
        by=by,
        scope=group.scope,
        facility=group.facility,
        subject=group.scope,
        by_name=leader.name if leader else "",
        thing=group.name,
        version=row.agreement_version,
    )
    return row


@transaction.atomic
def agree(membership: Membership, *, version: int) -> None:
    """Agree to that version of what the group has agreed on. Twice is once.

    Raises ``Refused`` where it has changed since it was read.
    """
    if version < Group.objects.values_list("agreement_version", flat=True).get(pk=membership.group_id):
        raise Refused("changed", _("It has just changed again. Please read it once more."))
    Membership.objects.filter(pk=membership.pk, agreed_version__lt=version).update(agreed_version=version)
