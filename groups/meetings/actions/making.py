from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import moment_of
from community.kit.gate import Refused
from community.members.models import Member
from groups.meetings.actions.hands import maker, within_reach
from groups.meetings.actions.planning import columns, sensible
from groups.meetings.actions.writing_ahead import write_occurrences
from groups.meetings.models import Meeting
from groups.meetings.plan import Plan
from groups.meetings.repeating import How
from groups.roster.models import Group


@transaction.atomic
def make_meeting(group: Group, *, by: Member, plan: Plan, client_id: UUID | None = None) -> Meeting:
    """Make a meeting and write its coming occurrences. The same plan under the same ``client_id`` is one meeting.

    Another plan under it, as after going back in the browser, is refused (``sent``): nobody can tell whether it is to
    be a second meeting or a change of the first.

    Keepers and mentors make meetings and sessions, any member something to do together. Raises ``PermissionDenied``
    for others, ``Refused`` for the quieted, for a plan that makes no sense, and for one that is over already.
    """
    seat = maker(group, by, plan.kind)
    client_id = client_id or uuid4()
    plan = sensible(within_reach(plan, seat))
    known = Meeting.objects.filter(by=seat, client_id=client_id).first()
    if known is not None:
        return _as_said(known, plan)
    begins = moment_of(plan.starts_on, plan.starts_at, plan.zone)
    if plan.repeats.how == How.ONCE and begins + timedelta(minutes=plan.minutes) <= timezone.now():
        raise Refused("past", _("That time is over already."), field="starts_on")
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(group=group, by=seat, client_id=client_id, **columns(plan))
    except IntegrityError:  # the same click, twice at once: the other one stored it
        return _as_said(Meeting.objects.get(by=seat, client_id=client_id), plan)
    write_occurrences(meeting, now=timezone.now())
    return meeting


def _as_said(known: Meeting, plan: Plan) -> Meeting:
    if any(getattr(known, name) != value for name, value in columns(plan).items()):
        raise Refused("sent", _("You have made a meeting of this already, and now it says something else."))
    return known
