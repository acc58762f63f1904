"""All that can be done with one's attendance. None of it leaves a trace that others could read."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.attendance.codes import code_of, halves, is_signed, new_key
from groups.attendance.models import Attendance, Proof, ProofLook
from groups.attendance.policies import may_check_in
from groups.meetings.models import Occurrence

#: So many proofs of one attendance stand at a time.
MOST_PROOFS = 10


def check_in(occurrence: Occurrence, *, by: Member) -> Attendance:
    """Keep that the member was there, for them alone. Twice is once.

    Whether they see the occurrence is for the door to ask. Raises ``Refused`` before it begins, a week after it
    ended, and where it did not happen.
    """
    if not may_check_in(occurrence, timezone.now()):
        raise Refused("not_now", _("You can say so from its beginning until a week after."))
    try:
        with transaction.atomic():
            return Attendance.objects.create(
                member=by,
                occurrence=occurrence,
                title=occurrence.meeting.title,
                starts_at=occurrence.starts_at,
                minutes=max(1, round((occurrence.ends_at - occurrence.starts_at) / timedelta(minutes=1))),
                zone=occurrence.meeting.zone,
            )
    except IntegrityError:
        return Attendance.objects.get(member=by, occurrence=occurrence)


def purge(attendance: Attendance, *, by: Member) -> None:
    """Forget it and all proofs of it, for good. Raises ``PermissionDenied`` for anyone but whose it is."""
    require(attendance.member_id == by.pk)
    attendance.delete()


def purge_all(by: Member) -> int:
    """Forget all of the member's attendance and its proofs. Returns how many there were."""
    found = Attendance.objects.filter(member=by)
    count = found.count()
    found.delete()
    return count


@transaction.atomic
def hand_out(attendance: Attendance, *, by: Member, label: str = "") -> Proof:
    """A proof to hand out; ``label`` is the member's own word for whom it is.

    Raises ``PermissionDenied`` for anyone but whose it is, ``Refused`` where ten stand already.
    """
    require(attendance.member_id == by.pk)
    Attendance.objects.select_for_update().get(pk=attendance.pk)
    if Proof.objects.filter(attendance=attendance, revoked_at=None).count() >= MOST_PROOFS:
        raise Refused("enough", _("Ten proofs of this stand already. Take one back first."))
    return Proof.objects.create(attendance=attendance, key=new_key(), label=label.strip()[:80])


def revoke(proof: Proof, *, by: Member) -> bool:
    """Take a proof back: its code shows nothing from now on. False where it was taken back before.

    Raises ``PermissionDenied`` for anyone but whose it is.
    """
    require(proof.attendance.member_id == by.pk)
    return bool(Proof.objects.filter(pk=proof.pk, revoked_at=None).update(revoked_at=timezone.now()))


def look_at(code: str, *, by: Member | None = None) -> Proof | None:
    """The proof of a code, however it was typed; None where there is none that stands. Each look is kept for its owner.

    Only the owner's own looks (``by``) are not. Who else looks is not kept.
    """
    parts = halves(code)
    if parts is None:
        return None
    proof = Proof.objects.standing().select_related("attendance").filter(key=parts[0]).first()
    if proof is None or not is_signed(*parts, proof.attendance.day, proof.attendance.minutes):
        return None
    if by is None or proof.attendance.member_id != by.pk:
        ProofLook.objects.create(proof=proof)
    return proof


def code_for(proof: Proof) -> str:
    """The code of a proof, as it is handed out."""
    return code_of(proof.key, proof.attendance.day, proof.attendance.minutes)
