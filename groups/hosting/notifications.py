"""Who is told about hosting, before a meeting and after it. What is mailed says nothing of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.hosting.models import HostSearch, HostTurn
from groups.meetings.models import Answer, Occurrence
from groups.meetings.notifications import when
from groups.roster.models import Membership, MembershipQuerySet


def _subject(occurrence: Occurrence) -> str:
    return f"occurrence:{occurrence.pk}"


def _occurrence_of(notification: Notification) -> int:
    return int(notification.subject.removeprefix("occurrence:"))


def _waits_for_a_word(notification: Notification) -> bool:
    """Their turn is still theirs, and they have not said."""
    mine = HostTurn.objects.filter(ended_at=None, confirmed_at=None, membership__member=notification.member_id)
    return mine.filter(occurrence=_occurrence_of(notification)).exists()


def _still_looked_for(notification: Notification) -> bool:
    return HostSearch.objects.filter(
        occurrence=_occurrence_of(notification), closed_at=None, occurrence__starts_at__gt=timezone.now()
    ).exists()


def _still_coming(notification: Notification) -> bool:
    """It has not begun, it happens, and they have not changed their mind."""
    ahead = Occurrence.objects.standing().filter(starts_at__gt=timezone.now())
    answers = Answer.objects.going().filter(member=notification.member_id, occurrence__in=ahead)
    return answers.filter(occurrence=_occurrence_of(notification)).exists()


YOUR_TURN = register(
    Kind(
        "host_turn",
        gettext_lazy("You are the next to host"),
        email=True,
        icon="calendar-check",
        still_holds=_waits_for_a_word,
    )
)
STAND_IN = register(
    Kind(
        "host_wanted",
        gettext_lazy("Somebody is looked for to host"),
        email=True,
        icon="hand",
        still_holds=_still_looked_for,
    )
)
NOBODY = register(
    Kind(
        "host_none",
        gettext_lazy("Nobody was found to host"),
        email=True,
        icon="circle-alert",
        still_holds=_still_looked_for,
    )
)
FOUND = register(Kind("host_found", gettext_lazy("Somebody hosts"), icon="user-check"))
SOON = register(
    Kind(
        "meeting_soon",
        gettext_lazy("Something you come to begins soon"),
        email=True,
        icon="clock",
        still_holds=_still_coming,
    )
)
HOW_WAS_IT = register(Kind("meeting_after", gettext_lazy("How was it?"), icon="heart"))


def tell_turn(turn: HostTurn) -> None:
    _tell(
        turn.membership.member,
        YOUR_TURN,
        turn.occurrence,
        gettext_lazy("You are the next to host %(title)s, %(when)s. Can you be there?"),
    )


def tell_wanted(occurrence: Occurrence, people: Iterable[Membership]) -> None:
    """Ask them to stand in."""
    for one in sorted(people, key=lambda one: one.member_id):
        text = gettext_lazy("%(title)s, %(when)s, has no host. Could you stand in?")
        _tell(one.member, STAND_IN, occurrence, text)


def tell_nobody(occurrence: Occurrence) -> None:
    """Tell those who keep the group that nobody was found."""
    text = gettext_lazy("Nobody was found to host %(title)s, %(when)s. All were asked.")
    for keeper in _keepers(occurrence):
        _tell(keeper.member, NOBODY, occurrence, text)


def tell_found(occurrence: Occurrence, *, host: Membership) -> None:
    """Those who keep the group are told where they had heard that nobody was found; nobody is asked any more."""
    worried = Notification.objects.filter(kind=NOBODY.key, subject=_subject(occurrence)).values("member")
    for keeper in _keepers(occurrence).filter(member__in=worried).exclude(pk=host.pk):
        text = gettext_lazy("%(title)s, %(when)s, has a host.")
        _tell(keeper.member, FOUND, occurrence, text)
    settle_asking(occurrence)


def settle_asking(occurrence: Occurrence) -> None:
    """What was asked about hosting it waits for nobody any more."""
    kinds = (YOUR_TURN, STAND_IN, NOBODY)
    waiting = Notification.objects.unread().filter(kind__in=[kind.key for kind in kinds], subject=_subject(occurrence))
    for member in in_line(Member.objects.filter(pk__in=waiting.values("member"))):
        settle(member, *kinds, subject=_subject(occurrence))


def settle_for(member: Member, occurrence: Occurrence) -> None:
    """They have answered what they were asked about hosting it."""
    settle(member, YOUR_TURN, STAND_IN, subject=_subject(occurrence))


def remind(occurrence: Occurrence, member: Member) -> None:
    _tell(member, SOON, occurrence, gettext_lazy("%(title)s begins soon: %(when)s."))


def ask_how_it_was(occurrence: Occurrence, member: Member) -> None:
    settle(member, SOON, subject=_subject(occurrence))
    _tell(member, HOW_WAS_IT, occurrence, gettext_lazy("%(title)s: did you feel you belonged? One tap is enough."))


def no_longer_asked(member: Member, occurrence: Occurrence) -> None:
    settle(member, HOW_WAS_IT, subject=_subject(occurrence))


def _keepers(occurrence: Occurrence) -> "MembershipQuerySet":
    seats = Membership.objects.here().filter(group=occurrence.meeting.group_id, role__in=Membership.KEEPERS)
    return seats.select_related("member").order_by("member_id")


def _tell(member: Member, kind: Kind, occurrence: Occurrence, text: object) -> None:
    with override(member.language):
        notify(
            member,
            kind,
            subject=_subject(occurrence),
            text=str(text) % {"title": occurrence.meeting.title, "when": when(occurrence, member)},
            url=occurrence.get_absolute_url(),
        )
