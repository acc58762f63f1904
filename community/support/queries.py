from dataclasses import dataclass

from community.members.models import Member
from community.support.candidates import Candidate, candidates
from community.support.models import SupportCall, SupportPerson, Told


@dataclass(frozen=True)
class People:
    """The people page: whom I have chosen, whom I could choose, and who has chosen me."""

    chosen: list[SupportPerson]
    candidates: list[Candidate]
    counting_on_me: list[SupportPerson]


def chosen_by(member: Member) -> list[SupportPerson]:
    """Whom the member would reach now, in their order. One query."""
    return list(SupportPerson.objects.reachable_by(member).order_by("position", "id"))


def people(member: Member) -> People:
    """A constant number of queries, however many people."""
    chosen = chosen_by(member)
    taken = {one.person_id for one in chosen}
    met = Member.objects.visible_to(member).values("pk")
    return People(
        chosen=chosen,
        candidates=[one for one in candidates(member) if one.person.pk not in taken],
        counting_on_me=list(
            SupportPerson.objects.standing().filter(person=member, member__in=met).order_by("created_at", "id")
        ),
    )


def open_call(member: Member) -> SupportCall | None:
    """The member's own call that is still open. One query."""
    return SupportCall.objects.open().filter(member=member).first()


@dataclass(frozen=True)
class CallPage:
    """One call as its viewer may see it. The helper sees themselves and the one who asked, nobody else told."""

    call: SupportCall
    mine: bool
    told: list[Told]
    other_name: str
    other_hue: int
    i_answered: bool


def call_page(call: SupportCall, viewer: Member) -> CallPage:
    """One query."""
    told = list(call.told.order_by("created_at", "id"))
    mine = call.member_id == viewer.pk
    with_me = next((one for one in told if one.person_id == (call.answered_by_id if mine else viewer.pk)), None)
    return CallPage(
        call=call,
        mine=mine,
        told=told if mine else [],
        other_name="" if with_me is None else (with_me.name if mine else with_me.known_as),
        other_hue=0 if with_me is None else (with_me.hue if mine else with_me.known_hue),
        i_answered=not mine and call.answered_by_id == viewer.pk,
    )


def state_of(call: SupportCall) -> str:
    """One word for where a call stands, so that an open page can tell when to look again."""
    if call.ended_at is not None:
        return "ended"
    return "answered" if call.answered_at is not None else f"waiting-{call.told.count()}"


def asked_of(member: Member) -> list[tuple[SupportCall, str]]:
    """For the home page: open calls that wait for this member's answer, and who asks. One query."""
    told = (
        Told.objects.filter(
            person=member,
            call__ended_at=None,
            call__answered_at=None,
            call__member__in=Member.objects.visible_to(member).values("pk"),
        )
        .select_related("call")
        .order_by("created_at")
    )
    return [(one.call, one.known_as) for one in told]
