"""Verbs of this room: invite, invite_again, withdraw; accept; be_known_as; let_go."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.circle.models import CircleInvitation, Nearness, Tie
from community.circle.notifications import tell_joined
from community.circle.policies import may_let_go, may_say_who
from community.circle.queries import find_open
from community.kit.gate import Refused, require
from community.kit.tokens import digest, new_token
from community.members.models import Member

MOST_OPEN = 10
DAYS_VALID = 14


@transaction.atomic
def invite(
    by: Member, *, name: str, kind: str = Nearness.NEAR, days_valid: int = DAYS_VALID
) -> tuple[CircleInvitation, str]:
    """A link for one person to come into one's circle, and its token, which is not kept and cannot be shown again.

    ``name`` is what ``by`` calls them; ``kind`` as what they come. Raises ``Refused`` (field ``name``) where the
    name is missing or long, and where ten links are open already.
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
        member=by,
        name=name,
        kind=Nearness(kind),
        digest=digest(token),
        expires_at=timezone.now() + timedelta(days=days_valid),
    )
    return invitation, token


@transaction.atomic
def invite_again(invitation: CircleInvitation, *, by: Member) -> tuple[CircleInvitation, str]:
    """A new link for the same person; the old one opens nothing any more.

    Raises ``PermissionDenied`` for another's, ``Refused`` (``used``) where they have come meanwhile.
    """
    withdraw(invitation, by=by)
    if CircleInvitation.objects.filter(pk=invitation.pk, used_at__isnull=False).exists():
        raise Refused("used", _("They have opened it already. Look at your circle."))
    return invite(by, name=invitation.name, kind=invitation.kind)


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
        member=invitation.member,
        supporter=by,
        ended_at=None,
        defaults={"name": invitation.name, "kind": invitation.kind},
    )
    if invitation.is_for_sponsor and not tie.is_sponsor:  # near already, and now named
        be_known_as(tie, Nearness.SPONSOR, by=invitation.member)
    CircleInvitation.objects.filter(pk=invitation.pk).update(tie=tie if fresh else None)
    if fresh:
        tell_joined(tie)
    return tie


def be_known_as(tie: Tie, kind: str, *, by: Member) -> None:
    """Say as what somebody is in one's circle. Nobody is notified. ``PermissionDenied`` where it is not one's own."""
    require(may_say_who(by, tie))
    tie.kind = Nearness(kind)
    Tie.objects.filter(pk=tie.pk, ended_at=None).update(kind=tie.kind)


def let_go(tie: Tie, *, by: Member) -> None:
    """End it, from either side; from now on the other sees nothing. Nobody is notified. Twice is once."""
    require(may_let_go(by, tie))
    Tie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
