from dataclasses import dataclass

from community.members.models import Member
from community.support.candidates import Candidate, candidates, holding
from community.support.models import SupportCall, SupportPerson, Told


@dataclass(frozen=True)
class People:
    """The people page: whom I have chosen, whom I could choose, and who has chosen me."""

    chosen: list[SupportPerson]
    candidates: list[Candidate]
    counting_on_me: list[SupportPerson]


def chosen_by(member: Member) -> list[SupportPerson]:
    """Whom the member would reach now, in their order: no block, and what ties the two still holds."""
    rows = SupportPerson.objects.reachable_by(member).select_related("person").order_by("position", "id")
    return _still_tied(list(rows))


def people(member: Member) -> People:
    """A constant number of queries, however many people."""
    chosen = chosen_by(member)
    taken = {one.key for one in chosen}
    met = Member.objects.visible_to(member).values("pk")
    counting = SupportPerson.objects.standing().filter(person=member, member__in=met).order_by("created_at", "id")
    return People(
        chosen=chosen,
        candidates=[one for one in candidates(member) if one.key not in taken],
        counting_on_me=_still_tied(list(counting)),
    )


def _still_tied(rows: list[SupportPerson]) -> list[SupportPerson]:
    held = holding({one.key for one in rows}) if rows else set()
    return [one for one in rows if one.key in held]


def open_call(member: Member) -> SupportCall | None:
    """The member's own call that is still open. One query."""
    return SupportCall.objects.open().filter(member=member).first()


@dataclass(frozen=True)
class CallPage:
    """One call as its viewer may see it. Who was told sees themselves and the one who asked, nobody else.

    ``other_name`` is the other of the two: who answered, or who asked.
    """

    call: SupportCall
    mine: bool
    told: list[Told]
    asked_by: Told | None
    other_name: str
    i_answered: bool


def own_call(call: SupportCall) -> CallPage:
    """For the one who asked. One query."""
    told = list(call.told.select_related("chosen").order_by("id"))
    with_me = next((one for one in told if one.person_id == call.answered_by_id), None)
    return CallPage(call, True, told, None, with_me.chosen.name if with_me else "", False)


def asked_call(told: Told) -> CallPage:
    """For one who was told. No query where the call and the chosen are at hand."""
    call = told.call
    return CallPage(call, False, [], told, told.chosen.known_as, call.answered_by_id == told.person_id)


def state_of(call: SupportCall) -> str:
    """One word for where a call stands, so that an open page can tell when to look again."""
    if call.ended_at is not None:
        return "ended"
    return "answered" if call.answered_at is not None else "waiting"


def asked_of(member: Member) -> list[Told]:
    """For the home page: what waits for this member's answer, ``chosen.known_as`` asking. One query."""
    waiting = Told.objects.visible_to(member).filter(call__ended_at=None, call__answered_at=None)
    return list(waiting.select_related("chosen", "call").order_by("created_at"))
