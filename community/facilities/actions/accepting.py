from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.facilities.codes import read_code
from community.facilities.models import Invitation, Stay
from community.facilities.notifications import tell_who_invited
from community.kit.gate import Refused
from community.kit.tokens import digest
from community.members.models import Member


def accept(token: str, *, by: Member) -> Stay:
    """Be with the facility from the admission date the invitation names.

    The invitation is claimed by changing its row, so of two who hold one link, one is let in. Raises
    ``Refused``: "closed" for a code that is wrong, used, withdrawn or has run out (all alike), "here" for
    someone who has a stay there already; then the invitation stays open.
    """
    try:
        with transaction.atomic():
            return _claim(digest(read_code(token)), by)
    except IntegrityError as error:  # their other invitation to the same house was accepted at this very moment
        raise _here_already() from error


def _claim(held: str, by: Member) -> Stay:
    claimed = Invitation.objects.open().filter(digest=held).update(used_at=timezone.now(), used_by=by)
    if not claimed:
        raise Refused("closed", _("This invitation is not open any more. Whoever gave it to you can make a new one."))
    invitation = Invitation.objects.select_related("facility", "invited_by").get(digest=held)
    if Stay.objects.filter(facility=invitation.facility, member=by, discharged_on=None).exists():
        raise _here_already()
    stay = Stay.objects.create(facility=invitation.facility, member=by, admitted_on=invitation.admitted_on)
    record(
        "accept_invitation",
        by=by,
        about=by,
        facility=invitation.facility,
        subject=f"invitation:{invitation.pk}",
        stay=stay.pk,
    )
    tell_who_invited(invitation, by.name)
    return stay


def _here_already() -> Refused:
    return Refused("here", _("You are with them already."))
