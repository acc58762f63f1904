"""Who is told of first words that wait, on each rung of the ladder."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from community.conversations.models import Participant
from community.facilities.models import StaffRole
from community.members.models import Member
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership, Sanction
from groups.welcome.models import GREETS, FirstHello
from groups.welcome.rota import on_duty

Role = Membership.Role


@dataclass(frozen=True)
class Told:
    """Somebody to tell, with where they find the words; ``who`` they are, as in ``ladder.Rung``."""

    member: Member
    url: str
    who: str


def told_on(hello: FirstHello, who: str, now: datetime) -> list[Told]:
    """Return whom this rung tells. Never the newcomer, and in the group only people who can answer there.

    Staff who are not in a group learn that somebody waits there, without name or words, and of a hidden group nothing.
    Where a group has no staff to tell, the last rung is everyone who greets or keeps it.
    """
    if who == "greeters":
        return _inside(hello, [one.pk for one in on_duty(hello.group, now)], who)
    if who == "mentors":
        return _inside(hello, _with_role(hello.group, Role.MENTOR, Role.LEADER), who)
    staff = _staff(hello)
    return staff or _inside(hello, _with_role(hello.group, *GREETS), "mentors")


def words_url(group: Group, *, thread: int | None, number: int) -> str:
    """Return the page on which words stand: at a place in a discussion (0: its beginning), or the chat."""
    if thread is None:
        return reverse("groups:chat", args=[group.slug])
    begun = Thread(pk=thread, group=group)
    return Post(thread=begun, number=number).get_absolute_url() if number else f"{begun.get_absolute_url()}#answer"


def _staff(hello: FirstHello) -> list[Told]:
    group = hello.group
    roles = StaffRole.objects.filter(facility=group.facility_id, ended_at=None, member__ended_at=None)
    people = {role.member_id: role.member for role in roles.select_related("member")}
    people.pop(hello.newcomer.member_id, None)
    seats = Membership.objects.here().filter(group=group, member__in=people)
    inside = _inside(hello, seats.values_list("pk", flat=True), "mentors")
    if group.entry == Group.Entry.HIDDEN:
        return inside
    known = set(Membership.objects.present().filter(group=group, member__in=people).values_list("member_id", flat=True))
    outside = [Told(one, group.get_absolute_url(), "staff") for pk, one in people.items() if pk not in known]
    return [*inside, *outside]


def _with_role(group: Group, *roles: str) -> QuerySet[Membership, int]:
    return Membership.objects.here().filter(group=group, role__in=roles).values_list("pk", flat=True)


def _inside(hello: FirstHello, seats: QuerySet[Membership, int] | list[int], who: str) -> list[Told]:
    """Those of these members of the group who are there, may write, and have a place where the words were said."""
    group = hello.group
    quiet = Sanction.objects.standing().filter(membership=OuterRef("pk"), kind=Sanction.Kind.QUIET)
    people = (
        Membership.objects.here()
        .filter(~Exists(quiet), pk__in=seats, member__ended_at=None)
        .exclude(pk=hello.newcomer_id)
        .select_related("member")
        .order_by("pk")
    )
    if hello.kind == FirstHello.Kind.CHAT:
        place = Participant.objects.filter(conversation__scope=group.scope, member=OuterRef("member"), ended_at=None)
        people = people.filter(Exists(place))
    post = hello.post
    url = words_url(group, thread=post.thread_id if post else hello.thread_id, number=post.number if post else 0)
    return [Told(one.member, url, who) for one in people]
