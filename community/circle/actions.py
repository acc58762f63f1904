"""Verbs of this room: invite, withdraw; accept; let_go."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.circle.models import CircleInvitation, Tie
from community.circle.notifications import tell_joined
from community.circle.policies import may_let_go
from community.circle.queries import find_open
from community.kit.gate import Refused, require
from community.kit.tokens import digest, new_token
from community.members.models import Member

MOST_OPEN = 10
DAYS_VALID = 14


@transaction.atomic
def invite(by: Member, *, name: str, days_valid: int = DAYS_VALID) -> tuple[CircleInvitation, str]:
    """A link for one person to come into one's circle, and its token, which is not kept and cannot be shown again.

    ``name`` is what ``by`` calls them. Raises ``Refused`` (field ``name``) where it is missing or long, and
    where ten links are open already.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("nameless", _("What do you call them? Only you see it."), field="name")
    if len(name) > 40:
        raise Refused("too_long", _("A shorter name, please: up to 40 letters."), field="name")
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if CircleInvitation.objects.open().filter(member=by).count() >= MOST_OPEN:
        raise Refused("enough", _("Ten links are open already. Withdraw one first."))
    token = new_token()
    invitation = CircleInvitation.objects.create(
        member=by, name=name, digest=digest(token), expires_at=timezone.now() + timedelta(days=days_valid)
    )
    return invitation, token


def withdraw(invitation: CircleInvitation, *, by: Member) -> None:
    """The link opens nothing any more. Twice is once."""
    require(invitation.member_id == by.pk)
    CircleInvitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


@transaction.atomic
def accept(token: str, *, by: Member) -> Tie:
    """Come into the circle. The link is used up; two who take it at once are one who took it.

    Raises ``Refused`` (``gone``) for a link that was used, withdrawn, has expired, never was, or is from
    someone whom ``by`` may not meet: all alike. One's own link brings nobody (``own``).
    """
    invitation = find_open(token, by=by)
    if invitation is None:
        raise Refused("gone", _("This link no longer opens anything. Ask for a new one."))
    if invitation.member_id == by.pk:
        raise Refused("own", _("This link is for someone else: send it to them."))
    # Only plain columns here: an UPDATE that joins would not look at the row again after waiting for it.
    unused = CircleInvitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    taken = unused.update(used_at=timezone.now())
    if not taken:
        raise Refused("gone", _("This link no longer opens anything. Ask for a new one."))
    tie, fresh = Tie.objects.get_or_create(
        member=invitation.member, supporter=by, ended_at=None, defaults={"name": invitation.name}
    )
    CircleInvitation.objects.filter(pk=invitation.pk).update(tie=tie if fresh else None)
    if fresh:
        tell_joined(tie)
    return tie


def let_go(tie: Tie, *, by: Member) -> None:
    """End it, from either side; from now on the other sees nothing. Nobody is notified. Twice is once."""
    require(may_let_go(by, tie))
    Tie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
