"""Opening a case, which is an act of its own, and leaving a word for the next person."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.models import Entry
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions.claiming import trace
from community.safety.models import Case, CaseNote
from community.safety.policies import may_moderate, name_in

#: Reading the same case again within this time is the same look.
SAME_LOOK = timedelta(hours=1)


@transaction.atomic
def look(case: Case, *, by: Member) -> None:
    """Keep that ``by`` opened what was said and reported. Raises ``PermissionDenied``."""
    require(may_moderate(by, case))
    since = timezone.now() - SAME_LOOK
    if not Entry.objects.filter(subject=case.subject, act="open_case", by=by, created_at__gt=since).exists():
        trace("open_case", case, by=by, by_name=name_in(case.scope, by))


@transaction.atomic
def note(case: Case, *, by: Member, words: str) -> CaseNote:
    """Leave a note on the case for the others who look after it.

    Raises ``PermissionDenied``, or ``Refused`` where there are no words.
    """
    require(may_moderate(by, case))
    if not words.strip():
        raise Refused("words", _("Write a word or two first."), field="words")
    name = name_in(case.scope, by)
    trace("note_on_case", case, by=by, by_name=name)
    return CaseNote.objects.create(case=case, by=by, by_name=name, words=words.strip())
