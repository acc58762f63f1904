"""Somebody is there while a mentor rests: asked, agreed, turned to, over; and who sees nothing of it."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.models import Conversation, Participant
from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.deputies.actions import (
    acknowledge,
    agree,
    ask,
    decline,
    end,
    keep,
    rather_not,
    take_back,
    tell_of_words,
    turn_to,
)
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.deputies.queries import offered_to
from mentorship.pairs.actions import accept
from mentorship.pairs.actions import ask as ask_mentor
from mentorship.pairs.actions import end as end_pair
from mentorship.pairs.actions import tell_of_words as tell_pairs_of_words
from mentorship.pairs.models import Pair
from mentorship.profiles.actions import end_offer, let_rests_end, resume, take_rest
from mentorship.profiles.models import Matters, MentorOffer
from tests.mentorship.pairs.test_answering import at_once

pytestmark = pytest.mark.django_db


def visit(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def url(name: str, *args: int) -> str:
    return reverse(f"mentorship:{name}", args=args)


def page(member: Member, address: str) -> str:
    return visit(member).get(address, follow=True).content.decode()


def told(member: Member) -> list[str]:
    return list(Notification.objects.filter(member=member, kind__startswith="deputy").values_list("kind", flat=True))


# Naming


def test_asked_and_agreed(pair: Pair, brunos: MentorOffer, daras: MentorOffer, bruno: Member, dara: Member) -> None:
    deputy = ask(brunos, by=bruno, person=daras)
    assert ask(brunos, by=bruno, person=daras) == deputy
    assert told(dara) == ["deputy_asked"]
    assert "Gil" not in page(dara, deputy.get_absolute_url())
    assert agree(deputy, by=dara).agreed_at == agree(deputy, by=dara).agreed_at
    assert told(bruno) == ["deputy_answered"]
    assert "Gil" not in page(dara, deputy.get_absolute_url())
    assert "will be there as soon as you rest" in page(bruno, url("deputy"))
    daras.refresh_from_db()
    assert daras.places_taken == 0


def test_a_no_needs_no_reason(pair: Pair, brunos: MentorOffer, daras: MentorOffer, bruno: Member, dara: Member) -> None:
    deputy = ask(brunos, by=bruno, person=daras)
    assert decline(deputy, by=dara)
    assert not decline(deputy, by=dara)
    with pytest.raises(Refused) as refused:
        agree(deputy, by=dara)
    assert refused.value.code == "over"
    assert Notification.objects.get(member=bruno, kind="deputy_answered").text == "Dara cannot be there just now."


@pytest.mark.parametrize(
    "way", ["self", "blocks", "blocked", "rests", "waits", "elsewhere", "hidden", "overdue", "left"]
)
def test_who_cannot_be_asked(brunos: MentorOffer, daras: MentorOffer, bruno: Member, dara: Member, way: str) -> None:
    theirs = MentorOffer.objects.filter(pk=daras.pk)
    if way == "blocks":
        Block.objects.create(blocker=bruno, blocked=dara, known_as="Dara")
    elif way == "blocked":
        Block.objects.create(blocker=dara, blocked=bruno, known_as="Bruno")
    elif way == "rests":
        take_rest(daras, by=dara)
    elif way == "waits":
        theirs.update(approved_at=None)
    elif way == "elsewhere":
        theirs.update(facility=Facility.objects.create(name="Other House", slug="other-house"))
    elif way == "overdue":
        theirs.update(review_due="2020-01-01")
    elif way == "hidden":
        theirs.update(hidden_at=timezone.now())
    elif way == "left":
        Member.objects.filter(pk=dara.pk).update(ended_at=timezone.now())
    person = brunos if way == "self" else daras
    with pytest.raises(Refused) as refused:
        ask(brunos, by=bruno, person=person)
    assert refused.value.field == "person"
    answer = visit(bruno).post(url("deputy"), {"person": person.pk})
    assert answer.status_code == 422
    assert not Deputy.objects.exists()


def test_one_at_a_time_and_never_oneself(
    agreed: Deputy, bruno: Member, mentor: Callable[..., MentorOffer], eli: Member
) -> None:
    other = mentor(eli)
    with pytest.raises(Refused) as refused:
        ask(agreed.offer, by=bruno, person=other)
    assert refused.value.code == "one"
    for wrong in ({"offer": agreed.offer, "deputy": other}, {"offer": other, "deputy": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deputy.objects.create(**wrong)
    assert take_back(agreed, by=bruno)
    assert ask(agreed.offer, by=bruno, person=other).deputy == other


def test_for_two_mentors_at_most(
    agreed: Deputy, dara: Member, daras: MentorOffer, mentor: Callable[..., MentorOffer], someone: Callable[..., Member]
) -> None:
    askers = [someone(name) for name in ("Ann", "Ben")]
    first, second = (ask(mentor(one), by=one, person=daras) for one in askers)
    agree(first, by=dara)
    with pytest.raises(Refused) as refused:
        agree(second, by=dara)
    assert refused.value.code == "enough"


# What the mentee is offered


def test_nobody_is_offered_before_the_rest(agreed: Deputy, pair: Pair, gil: Member, bruno: Member) -> None:
    assert offered_to(pair, gil) is None
    assert "is away" not in page(gil, pair.get_absolute_url())
    take_rest(agreed.offer, by=bruno)
    assert "While Bruno is away, you can turn to Dara." in page(gil, pair.get_absolute_url())
    assert "is away" not in page(bruno, pair.get_absolute_url())


@pytest.mark.parametrize(
    "way", ["blocks", "blocked", "gender", "unwanted", "walked", "own", "overdue", "takes_back", "left"]
)
def test_who_is_not_for_them_is_not_shown(
    resting: Deputy, pair: Pair, gil: Member, dara: Member, bruno: Member, way: str
) -> None:
    """Word for word the page of a pair whose mentor has named nobody."""
    if way == "blocks":
        Block.objects.create(blocker=gil, blocked=dara, known_as="Dara")
    elif way == "blocked":
        Block.objects.create(blocker=dara, blocked=gil, known_as="Gil")
    elif way == "gender":
        Matters.objects.filter(pk=gil.pk).update(genders_wanted=1)
    elif way == "unwanted":
        Matters.objects.filter(pk=gil.pk).update(unwanted_pathways=1)
        Matters.objects.filter(pk=dara.pk).update(pathways=1)
    elif way == "walked":
        Pair.objects.create(offer=resting.deputy, mentor=dara, mentee=gil, ended_at=timezone.now())
    elif way == "own":
        Pair.objects.filter(pk=pair.pk).update(mentee=dara)
        pair.refresh_from_db()
        assert offered_to(pair, dara) is None
        return
    elif way == "overdue":
        MentorOffer.objects.filter(pk=resting.deputy_id).update(review_due="2020-01-01")
    elif way == "takes_back":
        take_back(resting, by=dara)
    else:
        Member.objects.filter(pk=dara.pk).update(ended_at=timezone.now())
    assert offered_to(pair, gil) is None
    seen = page(gil, pair.get_absolute_url())
    assert "Dara" not in seen
    assert "away" not in seen
    client = visit(gil)
    for name in ("turn_to_deputy", "deputy_rather_not"):
        assert client.post(url(name, pair.pk))["Location"] == pair.get_absolute_url()
    assert not DeputyTalk.objects.exists()


def test_rather_not_and_think_again(resting: Deputy, pair: Pair, gil: Member, dara: Member) -> None:
    before = told(dara)
    visit(gil).post(url("deputy_rather_not", pair.pk))
    rather_not(pair, by=gil)
    assert DeputyTalk.objects.count() == 1
    assert "Think again" in page(gil, pair.get_absolute_url())
    assert told(dara) == before
    assert visit(dara).get(url("deputy_talk", DeputyTalk.objects.get().pk)).status_code == 404
    assert turn_to(pair, by=gil).ended_at is None


# The talk


def test_turning_to_them(resting: Deputy, pair: Pair, gil: Member, dara: Member, bruno: Member) -> None:
    assert "Before your first word" in page(gil, url("turn_to_deputy", pair.pk))
    assert "deputy_turned_to" not in told(dara)
    answer = visit(gil).post(url("turn_to_deputy", pair.pk))
    talk = DeputyTalk.objects.get()
    assert answer["Location"] == talk.get_absolute_url() == visit(gil).post(url("turn_to_deputy", pair.pk))["Location"]
    assert Notification.objects.get(member=dara, kind="deputy_turned_to").text == (
        "Gil, who walks with Bruno, would like to talk with you."
    )
    assert not Participant.objects.filter(conversation__scope=talk.scope).exists()
    visit(dara).post(url("deputy_ready", talk.pk))
    conversation = Conversation.objects.get(scope=talk.scope)
    assert {one.member for one in conversation.participants.all()} == {gil, dara}
    assert conversation.facility == resting.offer.facility
    for member in (gil, dara):
        assert "<log" in (seen := page(member, talk.get_absolute_url())) or 'role="log"' in seen
        assert talk.get_absolute_url() in page(member, url("mine"))
    assert told(bruno).count("deputy_turned_to") == 0


def test_the_deputy_sees_nothing_of_the_pair(talking: DeputyTalk, pair: Pair, dara: Member) -> None:
    client = visit(dara)
    for name in ("pair", "together", "notes", "calls", "later", "end", "flag"):
        assert client.get(url(name, pair.pk)).status_code == 404, name
    words = Conversation.objects.get(scope=pair.scope)
    assert client.get(reverse("conversation", args=[words.pk])).status_code in (403, 404)


def test_the_mentor_sees_nothing_of_the_talk(talking: DeputyTalk, bruno: Member) -> None:
    client = visit(bruno)
    for name in ("deputy_talk", "deputy_ready", "deputy_talk_end"):
        address = url(name, talking.pk)
        assert client.get(address).status_code in (404, 405)
        assert client.post(address).status_code in (404, 405)
    words = Conversation.objects.get(scope=talking.scope)
    assert client.get(reverse("conversation", args=[words.pk])).status_code in (403, 404)
    assert "Gil" not in page(bruno, url("deputy"))


def test_words_that_wait_are_worth_one_notice(talking: DeputyTalk, dara: Member, gil: Member) -> None:
    conversation = Conversation.objects.get(scope=talking.scope)
    post(conversation, by=gil, body="Are you there?", client_id=uuid.uuid4())
    later = timezone.now() + timedelta(minutes=11)
    assert (tell_pairs_of_words(later), tell_of_words(later), tell_of_words(later)) == (0, 1, 0)
    notice = Notification.objects.get(member=dara, kind="pair_words")
    assert (notice.text, notice.url) == ("Gil has written to you.", talking.get_absolute_url())
    visit(dara).get(talking.get_absolute_url())
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize(
    "way", ["back", "their_day", "offer_ends", "deputy_rests", "taken_back", "blocks", "mentors_block", "pair_ends"]
)
def test_it_ends_by_itself(talking: DeputyTalk, pair: Pair, bruno: Member, dara: Member, gil: Member, way: str) -> None:
    keep()
    deputy = talking.deputy
    if way == "back":
        resume(deputy.offer, by=bruno)
    elif way == "their_day":
        take_rest(deputy.offer, by=bruno, until=timezone.now() + timedelta(days=3))
        let_rests_end(timezone.now() + timedelta(days=3, hours=1))
        assert Notification.objects.filter(member=bruno, kind="mentor_rest_over").count() == 1
    elif way == "offer_ends":
        end_offer(deputy.offer, by=bruno)
    elif way == "deputy_rests":
        take_rest(deputy.deputy, by=dara)
    elif way == "taken_back":
        take_back(deputy, by=bruno)
    elif way == "blocks":
        Block.objects.create(blocker=dara, blocked=gil, known_as="Gil")
    elif way == "mentors_block":
        Block.objects.create(blocker=dara, blocked=bruno, known_as="Bruno")
    else:
        end_pair(pair, by=gil)
    for member in (gil, dara):
        assert "This talk has come to its end" in page(member, talking.get_absolute_url())
    assert visit(gil).post(url("deputy_ready", talking.pk))["Location"] == talking.get_absolute_url()
    keep()
    assert keep() == 0
    talking.refresh_from_db()
    deputy.refresh_from_db()
    assert talking.ended_at is not None
    assert (deputy.ended_at is None) == (way in ("blocks", "pair_ends"))
    assert not Participant.objects.filter(conversation__scope=talking.scope, ended_at=None).exists()
    assert Conversation.objects.get(scope=talking.scope).closed_at is not None
    assert Notification.objects.filter(member=gil, kind="deputy_talk_ended").count() == 1
    assert Notification.objects.filter(member=dara, kind="deputy_talk_ended").count() == (way != "blocks")
    if way == "mentors_block":
        assert "is no longer there" in Notification.objects.get(member=bruno, kind="deputy_answered").text


def test_either_ends_the_talk(talking: DeputyTalk, pair: Pair, dara: Member, gil: Member) -> None:
    assert end(talking, by=gil)
    assert not end(talking, by=gil)
    assert "Think again" in page(gil, pair.get_absolute_url())
    again = turn_to(pair, by=gil)
    acknowledge(again, by=dara)
    visit(dara).post(url("deputy_talk_end", again.pk))
    assert "Dara" not in page(gil, pair.get_absolute_url())


def test_a_question_nobody_answers_is_dropped(
    brunos: MentorOffer, daras: MentorOffer, bruno: Member, dara: Member
) -> None:
    asked = ask(brunos, by=bruno, person=daras)
    Deputy.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert keep() == 1
    asked.refresh_from_db()
    assert asked.ended_at is not None
    assert told(bruno) == ["deputy_answered"]


# Resting, and the doors


def test_who_was_there_hears_that_it_is_over_though_another_is_asked_first(
    agreed: Deputy, bruno: Member, brunos: MentorOffer, dara: Member, daras: MentorOffer, mentor: Any, carmen: Member
) -> None:
    take_rest(daras, by=dara)
    ask(brunos, by=bruno, person=mentor(carmen))
    over = Notification.objects.filter(member=dara, text="You are no longer there in the place of Bruno. Thank you.")
    assert over.count() == 1
    keep()
    assert over.get().count == 1


def test_a_rest_with_a_day(brunos: MentorOffer, bruno: Member) -> None:
    client = visit(bruno)
    for wrong in ("0001-01-01", "2020-01-01", "2999-01-01", "soon"):
        answer = client.post(url("rest"), {"until": wrong})
        assert answer.status_code == 422
    day = timezone.now().date() + timedelta(days=10)
    assert client.post(url("rest"), {"until": day.isoformat()}).status_code == 302
    brunos.refresh_from_db()
    assert brunos.paused_until is not None
    assert Matters.objects.get(pk=bruno.pk).welcomes_until is None
    assert "Nobody new is sent to you until" in page(bruno, url("offer"))
    assert let_rests_end() == 0
    assert let_rests_end(timezone.now() + timedelta(days=12)) == 1
    assert let_rests_end(timezone.now() + timedelta(days=12)) == 0
    assert Matters.objects.get(pk=bruno.pk).welcomes_until is not None


def test_a_rest_needs_no_reason_and_no_day(brunos: MentorOffer, bruno: Member) -> None:
    client = visit(bruno)
    assert client.post(url("rest")).status_code == 302
    assert "You are resting" in page(bruno, url("offer"))
    client.post(url("resume"))
    brunos.refresh_from_db()
    assert (brunos.paused_at, brunos.paused_until) == (None, None)


@pytest.mark.parametrize("who", ["eli", "gil", "bruno"])
def test_doors_of_the_one_who_was_asked(request: Any, agreed: Deputy, who: str) -> None:
    """A stranger, the mentee, and the mentor who asked."""
    member = request.getfixturevalue(who)
    client = visit(member)
    assert client.get(agreed.get_absolute_url()).status_code == 404
    for name in ("deputy_yes", "deputy_no"):
        assert client.post(url(name, agreed.pk)).status_code == 404
    if who != "bruno":
        assert client.post(url("deputy_end", agreed.pk)).status_code == 404
        with pytest.raises(PermissionDenied):
            take_back(agreed, by=member)
        assert client.get(url("deputy")).status_code == 404
    for deed in (agree, decline):
        with pytest.raises(PermissionDenied):
            deed(agreed, by=member)
    with pytest.raises(PermissionDenied):
        ask(agreed.offer, by=request.getfixturevalue("eli"), person=agreed.deputy)


@pytest.mark.parametrize("who", ["eli", "bruno", "dara"])
def test_doors_of_the_mentee(request: Any, resting: Deputy, pair: Pair, who: str) -> None:
    member = request.getfixturevalue(who)
    for name in ("turn_to_deputy", "deputy_rather_not"):
        assert visit(member).post(url(name, pair.pk)).status_code == 404
    assert visit(member).get(url("turn_to_deputy", pair.pk)).status_code == 404
    for deed in (turn_to, rather_not):
        with pytest.raises(PermissionDenied):
            deed(pair, by=member)


def test_doors_of_the_talk(talking: DeputyTalk, eli: Member) -> None:
    client = visit(eli)
    assert client.get(talking.get_absolute_url()).status_code == 404
    for name in ("deputy_ready", "deputy_talk_end"):
        assert client.post(url(name, talking.pk)).status_code == 404
    for deed in (acknowledge, end):
        with pytest.raises(PermissionDenied):
            deed(talking, by=eli)


def test_queries_stay_the_same(
    talking: DeputyTalk, pair: Pair, dara: Member, bruno: Member, brunos: MentorOffer, someone: Callable[..., Member]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            for address in (url("mine"), talking.deputy.get_absolute_url()):
                assert client.get(address).status_code == 200
        return len(queries)

    client = visit(dara)
    client.get(url("mine"))
    before = asked()
    MentorOffer.objects.filter(pk=brunos.pk).update(places=5, paused_at=None)
    pairs = [accept(ask_mentor(brunos, by=one), by=bruno) for one in map(someone, ("Ann", "Ben", "Cat"))]
    take_rest(brunos, by=bruno)
    for one in pairs:
        turn_to(one, by=one.mentee)
    assert asked() == before


@pytest.mark.django_db(transaction=True)
def test_two_clicks_and_two_workers_at_once(resting: Deputy, pair: Pair, gil: Member, bruno: Member) -> None:
    keep()
    talks = at_once(*(lambda: turn_to(pair, by=gil) for _click in range(3)))
    assert len({getattr(one, "pk", one) for one in talks}) == 1, talks
    resume(resting.offer, by=bruno)
    assert all(isinstance(one, int) for one in at_once(keep, keep))
    assert not DeputyTalk.objects.standing().exists()
    assert Notification.objects.filter(kind="deputy_talk_ended", member=gil).get().count == 1
