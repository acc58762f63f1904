"""A flag and what each side sees; a concern, its clock, and the one way into a pair's words."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.models import Conversation, Message
from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.oversight import actions
from mentorship.oversight.models import Concern, Opening, Priority
from mentorship.pairs.actions import end, let_rest
from mentorship.pairs.models import Pair
from tests.mentorship.pairs.conftest import asked, pair, talking  # noqa: F401 - the same two people
from tests.mentorship.pairs.test_answering import at_once
from tests.mentorship.pairs.test_walking import say

#: Different in every answer, whatever is asked for.
TOKENS = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|name="client_id" value="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def carmen_too(carmen: Member, harbor: Facility) -> Member:
    """A second who looks after mentors."""
    harbor.roles.create(member=carmen, role="owner")
    return carmen


@pytest.fixture
def flagged(talking: Pair, gil: Member) -> Concern:  # noqa: F811
    say(talking, gil, "He asked for money")
    return actions.raise_concern(talking, by=gil, topic="money", words="He asks for money.")


def seen_by(client: Client, member: Member, talking: Pair) -> str:  # noqa: F811
    client.force_login(member)
    return TOKENS.sub("", client.get(talking.get_absolute_url()).content.decode())


def test_a_flag_looks_like_a_rest(client: Client, talking: Pair, gil: Member, bruno: Member) -> None:  # noqa: F811
    say(talking, gil)
    conversation = Conversation.objects.get(scope=talking.scope)

    def all_bruno_sees() -> tuple[Any, ...]:
        page = seen_by(client, bruno, talking)
        mine, notices = client.get("/mentoring/"), client.get("/notices/")
        rooms = [client.get(reverse(f"mentorship:{one}", args=[talking.pk])) for one in ("together", "calls", "later")]
        answers = []
        for path, data in (
            (f"/conversations/{conversation.pk}/messages/", {"body": "Hello", "client_id": str(uuid.uuid4())}),
            (f"/conversations/{conversation.pk}/messages/{Message.objects.first().pk}/react/", {"kind": "proud"}),  # type: ignore[union-attr]
        ):
            answer = client.post(path, data, headers={"accept": "application/json"})
            answers.append((answer.status_code, answer.json().get("code"), answer.json().get("reason")))
        rhythm = client.post(reverse("mentorship:rhythm", args=[talking.pk]), {"words": "Tuesdays"})
        goal = client.post(reverse("mentorship:set_goal", args=[talking.pk]), {"goal-words": "A walk"})
        return (
            page,
            *(TOKENS.sub("", one.content.decode()) for one in (mine, notices, *rooms)),
            *answers,
            rhythm.status_code,
            goal.status_code,
        )

    with transaction.atomic():
        let_rest(talking, by=gil, days=0)
        resting = all_bruno_sees()
        transaction.set_rollback(True)
    flagged = actions.raise_concern(talking, by=gil, topic="pressure", words="He frightens me.")
    assert all_bruno_sees() == resting
    assert all("This talk rests for now" in page for page in (resting[0], *resting[3:6]))
    assert flagged.priority == Priority.NOW
    assert Message.objects.count() == 1
    with pytest.raises(Refused):
        say(talking, bruno)
    assert not Notification.objects.filter(member=bruno, kind__contains="concern").exists()


def test_what_the_mentee_sees(client: Client, flagged: Concern, gil: Member, bruno: Member) -> None:
    page = seen_by(client, gil, flagged.pair)
    assert "The talk rests until someone has looked" in page
    mine = reverse("mentorship:concern", args=[flagged.pk])
    assert "Someone looks at it by" in client.get(mine).content.decode()
    again = client.post(reverse("mentorship:flag", args=[flagged.pair_id]), {"topic": "other"})
    assert again["Location"] == mine
    client.post(reverse("mentorship:wake", args=[flagged.pair_id]))
    assert Concern.objects.get().rest.ended_at is None  # type: ignore[union-attr]
    client.force_login(bruno)
    assert client.get(mine).status_code == 404


def test_a_mentors_concern_has_a_priority_and_no_rest(client: Client, talking: Pair, bruno: Member) -> None:  # noqa: F811
    client.force_login(bruno)
    address = reverse("mentorship:flag", args=[talking.pk])
    assert client.post(address, {"topic": "worry"}).status_code == 422
    client.post(address, {"topic": "worry", "priority": "1", "words": "She has not written."})
    concern = Concern.objects.get()
    assert (concern.priority, concern.rest, concern.is_flag) == (Priority.NOW, None, False)
    assert concern.due_at < timezone.now() + timedelta(hours=5)
    say(talking, bruno)


def test_the_coordinator_is_told_and_decides(client: Client, flagged: Concern, faye: Member, gil: Member) -> None:
    assert Notification.objects.filter(member=faye, kind="mentor_concern").count() == 1
    client.force_login(faye)
    assert "Money, favours" in client.get("/desk/mentors/concerns/").content.decode()
    client.post(f"/desk/mentors/concerns/{flagged.pk}/take/")
    close = f"/desk/mentors/concerns/{flagged.pk}/close/"
    assert client.post(close, {"decide-outcome": "goes_on", "decide-reason": " "}).status_code == 422
    client.post(close, {"decide-outcome": "goes_on", "decide-reason": "Spoken with both.", "decide-answer": "Well."})
    flagged.refresh_from_db()
    assert (flagged.claimed_by, flagged.closed_by, flagged.outcome) == (faye, faye, "goes_on")
    say(flagged.pair, gil)
    assert Notification.objects.filter(member=gil, kind="concern_answered").count() == 1
    assert {entry.about for entry in Entry.objects.filter(subject=flagged.subject)} == {None}
    assert "Well." in _own(client, gil, flagged)
    client.force_login(faye)
    assert "Money, favours" in client.get("/desk/mentors/concerns/?show=closed").content.decode()
    with pytest.raises(Refused):
        actions.decide(flagged, by=faye, outcome="parted", reason="Again")


def _own(client: Client, member: Member, concern: Concern) -> str:
    client.force_login(member)
    return client.get(reverse("mentorship:concern", args=[concern.pk])).content.decode()


def test_parted_reads_like_any_ending(flagged: Concern, faye: Member, gil: Member, bruno: Member) -> None:
    actions.decide(flagged, by=faye, outcome="parted", reason="For safety.")
    assert Pair.objects.get().ended_at is not None
    notice = Notification.objects.get(member=bruno, kind="pair_ended")
    assert notice.text == "Your time with Gil has come to its end."


def test_it_stays_open_when_the_pair_ends(flagged: Concern, bruno: Member, faye: Member) -> None:
    end(flagged.pair, by=bruno)
    actions.decide(flagged, by=faye, outcome="goes_on", reason="It has ended.")


def test_where_the_only_one_who_looks_is_the_mentor_the_operators_hear(
    client: Client,
    talking: Pair,  # noqa: F811
    gil: Member,
    bruno: Member,
    faye: Member,
    carmen: Member,
    harbor: Facility,
) -> None:
    """That there is one, at which house, and no more; whoever they name sees it, and nobody is asked twice."""
    operator = Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")
    Member.objects.filter(pk=bruno.pk).update(is_superuser=True, is_staff=True)
    harbor.roles.filter(member=faye).update(ended_at=timezone.now())
    harbor.roles.create(member=bruno, role="coordinator")
    concern = actions.raise_concern(talking, by=gil, topic="money", words="He asks for money.")
    assert not Notification.objects.filter(member__in=[bruno, faye]).filter(kind__contains="concern").exists()
    notice = Notification.objects.get(member=operator)
    client.force_login(operator)
    for address in (notice.url, f"{notice.url}{concern.pk}/change/"):
        page = client.get(address).content.decode()
        assert "Harbor House" in page
        assert not any(word in page for word in ("Gil", "Bruno", "asks for money", "Money"))
    client.force_login(bruno)
    assert "Harbor House" not in client.get(notice.url).content.decode()
    assert actions.tell_of_late(concern.due_at + timedelta(minutes=1)) == 1
    assert Notification.objects.filter(member=operator, kind="mentor_concern_late").count() == 1
    harbor.roles.create(member=carmen, role="coordinator")
    actions.take(concern, by=carmen)
    assert not Notification.objects.filter(subject=concern.subject).unread().exists()


def test_where_there_is_no_second_to_open_words_the_operators_hear(flagged: Concern, faye: Member) -> None:
    operator = Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")
    actions.ask_to_open(flagged, by=faye, reason="To see what was asked.", hours=1)
    notice = Notification.objects.get(member=operator)
    assert "Please name someone" in notice.text
    assert "To see" not in notice.text


def test_wrong_people(
    client: Client, flagged: Concern, dara: Member, bruno: Member, harbor: Facility, carmen: Member
) -> None:
    client.force_login(dara)
    assert client.get(reverse("mentorship:flag", args=[flagged.pair_id])).status_code == 404
    assert client.get("/desk/mentors/concerns/").status_code == 403
    for who in (dara, bruno):
        with pytest.raises(PermissionDenied):
            actions.take(flagged, by=who)
    harbor.roles.create(member=bruno, role="owner")
    client.force_login(bruno)
    assert client.get(f"/desk/mentors/concerns/{flagged.pk}/").status_code == 404
    assert "Money" not in client.get("/desk/mentors/concerns/").content.decode()
    other = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    other.roles.create(member=carmen, role="owner")
    client.force_login(carmen)
    assert client.get(f"/desk/mentors/concerns/{flagged.pk}/").status_code == 404


def test_a_mentor_on_the_staff_reads_nothing_in_the_log(
    talking: Pair,  # noqa: F811
    harbor: Facility,
    gil: Member,
    bruno: Member,
    faye: Member,
) -> None:
    harbor.roles.create(member=bruno, role="owner")
    concern = actions.raise_concern(talking, by=gil, topic="other")
    actions.take(concern, by=faye)
    assert not Notification.objects.filter(member=bruno, subject=concern.subject).exists()
    assert Entry.objects.get(subject=concern.subject).facility is None


@pytest.mark.parametrize("exception", ["", "He has threatened him."])
def test_two_open_the_words(
    client: Client, flagged: Concern, faye: Member, carmen_too: Member, gil: Member, bruno: Member, exception: str
) -> None:
    with pytest.raises(Refused):
        actions.ask_to_open(flagged, by=faye, reason=" ", hours=1)
    opening = actions.ask_to_open(flagged, by=faye, reason="To see what was asked.", hours=1, exception=exception)
    assert actions.ask_to_open(flagged, by=carmen_too, reason="Me too", hours=4) == opening
    words = f"/desk/mentors/concerns/{flagged.pk}/open/{opening.pk}/words/"
    client.force_login(faye)
    assert client.get(words).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.agree_to_open(opening, by=faye)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(agreed_by=faye)
    actions.agree_to_open(opening, by=carmen_too)
    with pytest.raises(Refused):
        actions.agree_to_open(opening, by=carmen_too)
    assert "He asked for money" in client.get(words).content.decode()
    assert client.get(words).status_code == 200
    read = Entry.objects.filter(act="read_pair_words")
    assert (read.count(), read[0].by, read[0].reason) == (2, faye, "To see what was asked.")
    told = set(Notification.objects.filter(kind="words_opened").values_list("member", flat=True))
    assert told == ({gil.pk} if exception else {gil.pk, bruno.pk})
    Opening.objects.update(agreed_at=timezone.now() - timedelta(hours=2), until=timezone.now() - timedelta(hours=1))
    assert client.get(words).status_code == 403
    assert read.count() == 2


def test_a_third_reads_nothing_and_either_shuts_it(
    client: Client, flagged: Concern, faye: Member, carmen_too: Member, hana: Member, harbor: Facility
) -> None:
    harbor.roles.create(member=hana, role="coordinator")
    opening = actions.agree_to_open(actions.ask_to_open(flagged, by=faye, reason="Why", hours=24), by=carmen_too)
    with pytest.raises(PermissionDenied):
        actions.read_words(opening, by=hana)
    client.force_login(carmen_too)
    client.post(f"/desk/mentors/concerns/{flagged.pk}/open/{opening.pk}/drop/")
    with pytest.raises(PermissionDenied):
        actions.read_words(opening, by=faye)


def test_closing_shuts_the_words(flagged: Concern, faye: Member, carmen_too: Member) -> None:
    opening = actions.agree_to_open(actions.ask_to_open(flagged, by=faye, reason="Why", hours=24), by=carmen_too)
    actions.decide(flagged, by=faye, outcome="goes_on", reason="Seen.")
    with pytest.raises(PermissionDenied):
        actions.read_words(opening, by=faye)


@pytest.mark.django_db(transaction=True)
def test_the_clock_rings_once(flagged: Concern, faye: Member) -> None:
    late = flagged.due_at + timedelta(minutes=1)
    assert actions.tell_of_late(flagged.due_at - timedelta(minutes=1)) == 0
    assert sorted(at_once(lambda: actions.tell_of_late(late), lambda: actions.tell_of_late(late))) == [0, 1]
    assert Notification.objects.filter(member=faye, kind="mentor_concern_late").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_flags_at_once_are_one(talking: Pair, gil: Member) -> None:  # noqa: F811
    def flag() -> int:
        return actions.raise_concern(talking, by=gil, topic="other").pk

    first, second = at_once(flag, flag)
    assert first == second
