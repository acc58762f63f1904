"""Bringing somebody in by a link: single use, with an end, into hidden groups too."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.kit.tokens import digest, new_token
from community.members.models import Member
from groups.joining.actions.asking import withdraw
from groups.joining.mail import send_invitation
from groups.joining.models import GroupInvitation, JoinRequest
from groups.joining.notifications import tell_came
from groups.joining.queries import find_invitation
from groups.roster.actions import settle_in
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Group, Membership
from groups.roster.policies import keeps, was_removed
from groups.roster.queries import membership_of, past_membership

DAYS = (7, 14, 30)
MOST_OPEN = 50
MOST_A_DAY = 20


@transaction.atomic
def invite(
    group: Group, *, by: Member, note: str = "", greeting: str = "", email: str = "", days_valid: int = 14
) -> tuple[GroupInvitation, str]:
    """A link for one person to come into the group, and its token, which is told this once and kept by nobody.

    With an address the link is mailed, discreetly, and the address forgotten. ``note`` is the keepers' own word for
    whom it is; ``greeting`` is read by the invited person. Raises ``PermissionDenied`` for whoever does not keep the
    group, ``Refused`` for an address that is none (field ``email``), another time than ``DAYS`` (``days_valid``), or
    where too many are out (``enough``).
    """
    keeper = membership_of(group, by)
    require(group.archived_at is None and keeps(keeper))
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused("address", _("This does not look like an e-mail address."), field="email") from error
    if days_valid not in DAYS:
        raise Refused("days", _("Please choose one of these."), field="days_valid")
    Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    if GroupInvitation.objects.open().filter(group=group).count() >= MOST_OPEN:
        raise Refused("enough", _("Fifty links are open already. Take one back first."))
    today = GroupInvitation.objects.filter(by=by, created_at__gt=timezone.now() - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise Refused("enough", _("You have made twenty today. More can be made tomorrow."))
    token = new_token()
    invitation = GroupInvitation.objects.create(
        group=group,
        digest=digest(token),
        by=by,
        by_name=keeper.name if keeper else "",
        note=" ".join(note.split())[:60],
        greeting=greeting.strip()[:500],
        expires_at=timezone.now() + timedelta(days=days_valid),
    )
    _record("invite_to_group", invitation, by=by, by_name=invitation.by_name)
    if email:
        after_commit(send_invitation, invitation, token, email)
    return invitation, token


@transaction.atomic
def withdraw_invitation(invitation: GroupInvitation, *, by: Member) -> bool:
    """The link opens nothing any more. False where it was used, taken back or had run out."""
    keeper = membership_of(invitation.group, by)
    require(keeps(keeper))
    taken = GroupInvitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    if taken:
        _record("withdraw_group_invitation", invitation, by=by, by_name=keeper.name if keeper else "")
    return bool(taken)


@transaction.atomic
def come_by_invitation(token: str, *, by: Member, name: str, hue: int) -> Membership:
    """Come into the group under this name; the link is used up. Of two who hold one link, one comes in by it.

    A request of theirs that waits is taken back with it. Raises ``Refused``: ``gone`` for a link that was used, taken
    back, has run out, never was, was given by somebody who keeps the group no more, or is not for them (all alike);
    ``asked_to_leave`` for whoever was asked to leave, who comes back only by asking; and where the name guard objects
    (field ``name``).
    """
    invitation = find_invitation(token, by=by)
    if invitation is None:
        raise _gone()
    group = invitation.group
    one_at_a_time(group)
    past = past_membership(group, by)
    if past is not None and past.ended_at is None:
        return past
    if was_removed(past):
        raise Refused("asked_to_leave", _("You were asked to leave this group. Whoever keeps it can let you in again."))
    # Asked anew now that it is their turn: whoever gave it may have been asked to leave while they waited.
    if find_invitation(token, by=by) is None:
        raise _gone()
    unused = GroupInvitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if not unused.update(used_at=timezone.now()):
        raise _gone()
    membership = settle_in(group, by, name=name, hue=hue)
    GroupInvitation.objects.filter(pk=invitation.pk).update(used_by=membership)
    for waiting in JoinRequest.objects.open().filter(group=group, member=by):
        withdraw(waiting, by=by)
    _record("come_by_invitation", invitation, by=by, by_name=membership.name)
    tell_came(invitation, membership)
    return membership


def _gone() -> Refused:
    return Refused("gone", _("This link opens nothing any more. Whoever gave it to you can make a new one."))


def _record(act: str, invitation: GroupInvitation, *, by: Member, by_name: str) -> None:
    record(
        act,
        by=by,
        scope=invitation.group.scope,
        facility=invitation.group.facility,
        subject=f"group_invitation:{invitation.pk}",
        by_name=by_name,
        thing=invitation.group.name,
    )
