"""Asking for another look at a decision about oneself, and taking that back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.models import Appeal, Decision
from community.safety.notifications import settle_appeal, tell_keepers_of_appeal, tell_staff_of_appeal

#: What other keepers have not answered by then is put before the staff of the facility too.
KEEPERS_HAVE = timedelta(hours=24)
LONGEST = 2000


@transaction.atomic
def appeal(decision: Decision, *, by: Member, words: str) -> Appeal:
    """Ask that somebody else looks again, in one's own words. One appeal a decision: asked twice is asked once.

    Other keepers of the place are told; where there is none, its staff at once. Raises ``PermissionDenied`` for
    anyone but the person it is about, ``Refused`` (``words``; ``answered``; ``nothing``).
    """
    require(decision.member_id == by.pk)
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if not held.is_appealable:
        raise Refused("nothing", _("There is nothing here to look at again."))
    known = Appeal.objects.filter(decision=held).first()
    if known is not None and known.is_open:
        return known
    if known is not None and known.answered_at is not None:
        raise Refused("answered", _("Somebody else has looked at this and answered you already."))
    said = words.replace("\0", "").strip()
    if not said:
        raise Refused("words", _("Say in a few words how you see it."), field="words")
    if len(said) > LONGEST:
        raise Refused("words", _("That is more than fits here. Please say it shorter."), field="words")
    fresh = {"words": said, "asked_at": timezone.now(), "withdrawn_at": None, "staff_told_at": None}
    asked, _is_new = Appeal.objects.update_or_create(decision=held, defaults=fresh)
    if not tell_keepers_of_appeal(asked):
        _put_before_staff(asked)
    return asked


@transaction.atomic
def withdraw_appeal(appeal: Appeal, *, by: Member) -> bool:
    """Ask no longer. False: it was answered, or withdrawn before. Raises ``PermissionDenied``."""
    require(appeal.decision.member_id == by.pk)
    # Asked of the row itself: whoever answers in this moment is waited for, and then it is answered.
    waiting = Appeal.objects.filter(pk=appeal.pk, answered_at=None, withdrawn_at=None)
    changed = waiting.update(withdrawn_at=timezone.now())
    if changed:
        settle_appeal(appeal)
    return bool(changed)


def tell_staff_of_late_appeals() -> int:
    """Put what keepers have not answered in time before the staff, each once. Returns how many."""
    late = Appeal.objects.open().filter(staff_told_at=None, asked_at__lt=timezone.now() - KEEPERS_HAVE)
    told = 0
    for pk in late.order_by("asked_at").values_list("pk", flat=True)[:100]:
        with transaction.atomic():
            one = late.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if one is not None:
                _put_before_staff(one)
                told += 1
    return told


def _put_before_staff(appeal: Appeal) -> None:
    appeal.staff_told_at = timezone.now()
    appeal.save(update_fields=["staff_told_at"])
    tell_staff_of_appeal(appeal)
