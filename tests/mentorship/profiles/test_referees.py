"""Who may be asked for a word, what becomes of it, and what an approval needs."""

from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.profiles.actions import answer_vouch, approve, ask_to_vouch, decline, end_offer, vouch_as_staff
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import ASKED_AT_MOST, Reference
from mentorship.profiles.readiness import people_met
from tests.mentorship.conftest import learn
from tests.mentorship.pairs.test_answering import at_once
from tests.mentorship.profiles.conftest import Talk


@pytest.fixture
def asked(offered: MentorOffer, alba: Member, bruno: Member, carmen: Member, talk: Talk) -> list[Reference]:
    """Bruno and Carmen are asked."""
    talk(alba, bruno, carmen)
    return [ask_to_vouch(offered, by=alba, person=one) for one in (bruno, carmen)]


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.code


def test_whoever_is_asked_has_talked_with_them(
    offered: MentorOffer, alba: Member, bruno: Member, dara: Member, eli: Member, talk: Talk
) -> None:
    talk(alba, bruno, silent=(eli,))
    assert [one.place.member for one in people_met(offered)] == [bruno]
    for stranger in (dara, eli, alba):
        assert refusal(partial(ask_to_vouch, offered, by=alba, person=stranger)) == "not_met"
    Block.objects.create(blocker=bruno, blocked=alba)
    assert people_met(offered) == []
    with pytest.raises(PermissionDenied):
        ask_to_vouch(offered, by=dara, person=bruno)


def test_who_only_listens_knows_nobody(offered: MentorOffer, alba: Member, bruno: Member, talk: Talk) -> None:
    talk(bruno, silent=(alba,))
    assert people_met(offered) == []


def test_asked_twice_is_one_question(asked: list[Reference], offered: MentorOffer, alba: Member, bruno: Member) -> None:
    assert ask_to_vouch(offered, by=alba, person=bruno) == asked[0]
    notice = Notification.objects.get(member=bruno)
    assert (notice.kind, notice.count) == ("mentor_vouch", 1)
    assert "Alba here" in notice.text


def test_as_many_as_can_be_asked(
    offered: MentorOffer, alba: Member, someone: Callable[[str], Member], talk: Talk
) -> None:
    people = [someone(f"N{number}") for number in range(ASKED_AT_MOST + 1)]
    talk(alba, *people)
    for one in people[:-1]:
        ask_to_vouch(offered, by=alba, person=one)
    assert refusal(lambda: ask_to_vouch(offered, by=alba, person=people[-1])) == "enough"


def test_an_answer_is_ones_own_and_once(asked: list[Reference], alba: Member, bruno: Member, carmen: Member) -> None:
    for other in (alba, carmen):
        with pytest.raises(PermissionDenied):
            answer_vouch(asked[0], by=other, knows=True, words="Yes.")
    assert refusal(lambda: answer_vouch(asked[0], by=bruno, knows=True, words="  ")) == "words"
    answer_vouch(asked[0], by=bruno, knows=False, words="Dropped.")
    answer_vouch(asked[0], by=bruno, knows=True, words="After all.")
    asked[0].refresh_from_db()
    assert (asked[0].answer, asked[0].words) == ("rather_not", "")


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(asked: list[Reference], bruno: Member) -> None:
    results = at_once(
        lambda: answer_vouch(asked[0], by=bruno, knows=True, words="Yes."),
        lambda: answer_vouch(asked[0], by=bruno, knows=False),
    )
    assert len({one.answer for one in results}) == 1, results


def test_nobody_answers_what_is_decided_or_over(
    asked: list[Reference], offered: MentorOffer, alba: Member, faye: Member, bruno: Member, carmen: Member
) -> None:
    Block.objects.create(blocker=alba, blocked=carmen)
    assert refusal(lambda: answer_vouch(asked[1], by=carmen, knows=True, words="Yes.")) == "decided"
    decline(offered, by=faye, reason="Not yet.")
    assert refusal(lambda: answer_vouch(asked[0], by=bruno, knows=True, words="Yes.")) == "decided"


def test_what_an_approval_needs(
    asked: list[Reference], offered: MentorOffer, alba: Member, faye: Member, bruno: Member, carmen: Member
) -> None:
    assert refusal(lambda: approve(offered, by=faye, reason="Yes.", knows_them=True)) == "training"
    assert not Reference.objects.filter(by=faye).exists()
    learn(alba)
    answer_vouch(asked[0], by=bruno, knows=True, words="Three years.")
    assert refusal(lambda: approve(offered, by=faye, reason="Yes.")) == "unknown"
    answer_vouch(asked[1], by=carmen, knows=True, words="She hosts on Tuesdays.")
    MentorOffer.objects.update(agreement="2001-01")
    assert refusal(lambda: approve(offered, by=faye, reason="Yes.")) == "agreement"
    MentorOffer.objects.update(agreement=offered.agreement)
    assert refusal(lambda: approve(offered, by=faye, reason=" ")) == "reason"
    approved = approve(offered, by=faye, reason="Two who know her.")
    assert approved.is_welcoming
    assert refusal(lambda: approve(offered, by=faye, reason="Again.")) == "decided"


def test_staff_who_know_them_are_enough(offered: MentorOffer, alba: Member, faye: Member) -> None:
    learn(alba)
    assert approve(offered, by=faye, reason="Since detox.", knows_them=True).is_standing
    assert Reference.objects.get().words == "Since detox."


def test_nobody_decides_on_or_vouches_for_themselves(
    offered: MentorOffer, harbor: Facility, alba: Member, dara: Member
) -> None:
    StaffRole.objects.create(facility=harbor, member=alba, role="coordinator")
    learn(alba)
    for deed in (
        lambda: approve(offered, by=alba, reason="Me.", knows_them=True),
        lambda: decline(offered, by=dara, reason="No."),
        lambda: vouch_as_staff(offered, by=alba, words="Me."),
        lambda: vouch_as_staff(offered, by=dara, words="Her."),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_the_page_of_a_word(
    client: Client, asked: list[Reference], alba: Member, bruno: Member, carmen: Member
) -> None:
    address = reverse("mentorship:vouch", args=[asked[0].pk])
    for stranger in (alba, carmen):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    client.force_login(bruno)
    assert "Do you know Alba here well?" in client.get(address).content.decode()
    unsure = client.post(address, {"words": "Three years."})
    assert unsure.status_code == 422
    assert "Three years." in unsure.content.decode()
    assert client.post(address, {"words": "", "knows": ""}).status_code == 422
    asked[0].refresh_from_db()
    assert asked[0].answered_at is None
    client.post(address, {"words": "Three years.", "knows": ""})
    assert not Notification.objects.filter(member=bruno, read_at=None).exists()
    client.force_login(alba)
    page = client.get(reverse("mentorship:offer")).content.decode()
    assert "Bruno here: has said a word" in page
    assert "Three years." not in page


def test_a_rather_not_looks_like_no_answer_yet(
    client: Client, asked: list[Reference], alba: Member, bruno: Member
) -> None:
    client.force_login(alba)
    before = client.get(reverse("mentorship:offer")).content.decode().split("<h2")[1:]
    answer_vouch(asked[0], by=bruno, knows=False)
    page = client.get(reverse("mentorship:offer")).content.decode()
    assert "Bruno here: asked" in page
    assert len(page.split("<h2")[1:]) == len(before)


def test_the_coordinators_answer_in_the_browser(
    client: Client, asked: list[Reference], offered: MentorOffer, alba: Member, faye: Member, dara: Member
) -> None:
    address = reverse("mentor_desk:decide", args=[offered.pk, "approve"])
    said = {f"approve-{offered.pk}-reason": "Since detox.", f"approve-{offered.pk}-knows_them": ""}
    client.force_login(dara)
    assert client.post(address, said).status_code in {403, 404}
    client.force_login(faye)
    learn(alba)
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Since detox." in refused.content.decode()
    client.post(address, said | {f"approve-{offered.pk}-knows_them": "yes"})
    offered.refresh_from_db()
    assert offered.is_standing


def test_an_offer_taken_back_asks_nobody(
    asked: list[Reference], offered: MentorOffer, alba: Member, bruno: Member
) -> None:
    end_offer(offered, by=alba)
    assert not Reference.objects.awaited_from(bruno).exists()
