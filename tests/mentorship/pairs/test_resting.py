"""A talk that rests: nobody speaks in it by any door, and nobody learns who let it, or for how long."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from community.conversations.actions import edit, post, react
from community.conversations.models import AT_REST, Conversation, Message, Participant
from community.conversations.queries import hindrance
from community.conversations.storing import AT_REST as IN_SQL
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.pairs.actions import acknowledge, end, hold_still, let_rest, propose, release, wake, wake_due
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from tests.mentorship.pairs.test_answering import at_once
from tests.mentorship.pairs.test_walking import say


def code(pair: Pair, member: Member) -> str:
    return hindrance(Conversation.objects.get(scope=pair.scope).pk, member.pk)


def test_both_names_of_the_moment_are_one() -> None:
    assert AT_REST.isoformat(sep=" ") == IN_SQL.replace("+00", "+00:00")


@pytest.mark.parametrize("who", ["gil", "bruno"])
def test_either_lets_it_rest_and_nobody_speaks(talking: Pair, gil: Member, bruno: Member, who: str) -> None:
    by, other = (gil, bruno) if who == "gil" else (bruno, gil)
    say(talking, by)
    said = Message.objects.get()
    before = Notification.objects.count()
    let_rest(talking, by=by, days=7)
    for member in (gil, bruno):
        with pytest.raises(Refused) as refused:
            say(talking, member)
        assert refused.value.code == "at_rest"
        with pytest.raises(Refused):
            react(said, by=member, kind="with_you")
        with pytest.raises(Refused):
            propose(talking, by=member, words="Tuesdays")
    with pytest.raises(Refused):
        edit(said, by=by, body="Other words")
    assert Notification.objects.count() == before
    assert not wake(talking, by=other)
    assert wake(talking, by=by)
    say(talking, other)


def test_it_rests_while_either_wishes(talking: Pair, gil: Member, bruno: Member) -> None:
    let_rest(talking, by=gil, days=3)
    let_rest(talking, by=bruno, days=0)
    wake(talking, by=gil)
    assert code(talking, gil) == "at_rest"
    wake(talking, by=bruno)
    assert code(talking, gil) == ""


def test_asked_again_the_days_count_anew(talking: Pair, gil: Member) -> None:
    let_rest(talking, by=gil, days=14)
    again = let_rest(talking, by=gil, days=3)
    assert again.until is not None
    assert again.until < timezone.now() + timedelta(days=4)
    assert Rest.objects.count() == 1
    with pytest.raises(Refused):
        let_rest(talking, by=gil, days=400)


def test_days_end_by_themselves(talking: Pair, gil: Member) -> None:
    let_rest(talking, by=gil, days=3)
    assert wake_due() == 0
    later = timezone.now() + timedelta(days=3, minutes=1)
    assert (wake_due(later), wake_due(later)) == (1, 0)
    say(talking, gil)


def test_what_is_held_ends_only_by_release(talking: Pair, gil: Member) -> None:
    let_rest(talking, by=gil, days=3)
    rest = hold_still(talking, by=gil)
    let_rest(talking, by=gil, days=3)
    assert wake_due(timezone.now() + timedelta(days=30)) == 0
    with pytest.raises(Refused):
        wake(talking, by=gil)
    release(rest)
    release(rest)
    say(talking, gil)


def test_a_rest_before_the_first_word_holds(pair: Pair, gil: Member, bruno: Member) -> None:
    let_rest(pair, by=gil, days=7)
    acknowledge(pair, by=gil)
    acknowledge(pair, by=bruno)
    assert code(pair, bruno) == "at_rest"


def test_it_can_end_while_it_rests(talking: Pair, gil: Member, bruno: Member) -> None:
    let_rest(talking, by=gil, days=7)
    end(talking, by=bruno)
    with pytest.raises(Refused):
        let_rest(talking, by=gil, days=7)


def test_not_for_others(talking: Pair, dara: Member, client: Client) -> None:
    for deed in (lambda: let_rest(talking, by=dara, days=3), lambda: wake(talking, by=dara)):
        with pytest.raises(PermissionDenied):
            deed()
    client.force_login(dara)
    for name in ("rest", "wake"):
        assert client.post(f"/mentoring/pairs/{talking.pk}/{name}/", {"days": "3"}).status_code == 404


def test_on_the_page(talking: Pair, gil: Member, bruno: Member, client: Client) -> None:
    client.force_login(gil)
    page = f"/mentoring/pairs/{talking.pk}/"
    client.post(f"{page}rest/", {"days": "9"})
    assert not Rest.objects.exists()
    client.post(f"{page}rest/", {"days": "7"})
    assert "You let this talk rest until" in client.get(page).content.decode()
    client.force_login(bruno)
    seen = client.get(page).content.decode()
    assert "This talk rests for now. Your words stay here." in seen
    assert "You let this talk" not in seen
    conversation = Conversation.objects.get(scope=talking.scope)
    answer: Any = client.post(
        f"/conversations/{conversation.pk}/messages/",
        {"body": "Hello", "client_id": str(uuid.uuid4())},
        headers={"accept": "application/json"},
    )
    assert answer.json()["code"] == "at_rest"
    client.force_login(gil)
    client.post(f"{page}wake/")
    post(conversation, by=bruno, body="Hello", client_id=uuid.uuid4())


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_wake_once(talking: Pair, gil: Member) -> None:
    let_rest(talking, by=gil, days=3)
    later = timezone.now() + timedelta(days=4)
    assert sorted(at_once(lambda: wake_due(later), lambda: wake_due(later))) == [0, 1]
    assert not Participant.objects.filter(quieted_until__gte=AT_REST).exists()
