from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.facilities.codes import new_code
from community.facilities.mail import send_invitation
from community.facilities.models import Facility, Invitation
from community.facilities.policies import can_invite, can_withdraw
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.kit.tokens import digest
from community.members.models import Member

DAYS_VALID = 14
LONGEST_DAYS = 60


@transaction.atomic
def invite(
    facility: Facility, *, by: Member, email: str = "", admitted_on: date, days_valid: int = DAYS_VALID
) -> tuple[Invitation, str]:
    """An invitation and its code, which is told this once and kept by nobody.

    With an address it is mailed, discreetly; without one it is to be printed or read out. Raises
    ``PermissionDenied`` for anyone but owners and coordinators of the facility, ``Refused`` for an address
    that is none, a day too far off or a time too long.
    """
    require(can_invite(by, facility))
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused("address", _("This does not look like an e-mail address."), field="email") from error
    if not 1 <= days_valid <= LONGEST_DAYS:
        raise Refused("days", _("An invitation holds for one to sixty days."), field="days_valid")
    if abs(admitted_on - timezone.localdate()) > timedelta(days=3660):
        raise Refused("day", _("Please look at this date once more."), field="admitted_on")
    code = new_code()
    invitation = Invitation.objects.create(
        facility=facility,
        digest=digest(code),
        email=email.lower(),
        admitted_on=admitted_on,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=days_valid),
    )
    record("invite", by=by, facility=facility, subject=f"invitation:{invitation.pk}", days_valid=days_valid)
    if invitation.email:
        after_commit(send_invitation, invitation, code)
    return invitation, code


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member) -> Invitation:
    """Take an open invitation back. Raises ``Refused`` where it was used, withdrawn or has run out."""
    require(can_withdraw(by, invitation))
    taken = Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now(), withdrawn_by=by)
    if not taken:
        raise Refused("closed", _("This invitation is not open any more."))
    record("withdraw_invitation", by=by, facility=invitation.facility, subject=f"invitation:{invitation.pk}")
    invitation.refresh_from_db()
    return invitation
