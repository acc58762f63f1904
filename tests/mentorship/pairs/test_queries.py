"""What Today and the desk ask of mentoring."""

import uuid
from collections.abc import Callable
from typing import Any

from community.conversations.actions import post
from community.conversations.models import Conversation
from community.facilities.models import Facility
from community.members.models import Block, Member
from mentorship.pairs.actions import acknowledge, ask, decline, propose
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.queries import next_for, waiting_for_mentor
from mentorship.profiles.models import MentorOffer


def kinds(member: Member) -> list[str]:
    return [one.kind for one in next_for(member)]


def test_a_request_waits_for_an_answer(asked: Request, bruno: Member, gil: Member) -> None:
    [waits] = next_for(bruno)
    assert (waits.kind, waits.name) == ("answer", "Gil")
    assert waits.url == f"/mentoring/requests/{asked.pk}/"
    assert next_for(gil) == []


def test_then_a_note_then_words(pair: Pair, bruno: Member, gil: Member) -> None:
    assert kinds(gil) == kinds(bruno) == ["read"]
    acknowledge(pair, by=gil)
    acknowledge(pair, by=bruno)
    assert kinds(gil) == kinds(bruno) == []
    propose(pair, by=bruno, words="Tuesdays")
    assert (kinds(gil), kinds(bruno)) == (["rhythm"], [])
    post(Conversation.objects.get(scope=pair.scope), by=bruno, body="How was Friday?", client_id=uuid.uuid4())
    waits = next_for(gil)
    assert [one.kind for one in waits] == ["rhythm", "message"]
    assert (waits[1].name, waits[1].words, waits[1].url) == ("Bruno", "How was Friday?", f"/mentoring/pairs/{pair.pk}/")
    assert next_for(bruno) == []


def test_nothing_of_someone_blocked(asked: Request, bruno: Member, gil: Member) -> None:
    Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    assert next_for(bruno) == []


def test_four_queries_at_most(talking: Pair, bruno: Member, gil: Member, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        next_for(bruno)


def test_who_waits_at_the_facility(
    gil: Member, bruno: Member, harbor: Facility, brunos: MentorOffer, someone: Callable[[str], Member]
) -> None:
    elsewhere = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    assert [(one.member, one.open, one.moved_on) for one in waiting_for_mentor(harbor)] == [(gil, 0, 0)]
    request = ask(brunos, by=gil)
    assert [(one.open, one.moved_on, one.next_answer) for one in waiting_for_mentor(harbor)] == [
        (1, 0, request.lapses_at)
    ]
    decline(request, by=bruno)
    assert [(one.open, one.moved_on) for one in waiting_for_mentor(harbor)] == [(0, 1)]
    assert waiting_for_mentor(elsewhere) == []


def test_who_has_a_mentor_does_not_wait(pair: Pair, harbor: Facility) -> None:
    assert waiting_for_mentor(harbor) == []
