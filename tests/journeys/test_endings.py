"""A flag, and what each side sees of it."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from community.conversations.actions import post
from community.conversations.models import Conversation, Message
from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.pairs.actions import acknowledge
from mentorship.pairs.models import Pair
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talking(bruno: Member, gil: Member, faye: Member, carmen: Member) -> Pair:
    """Bruno and Gil walk together and have said hello; faye and carmen look after mentoring."""
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    house.roles.create(member=faye, role="coordinator")
    house.roles.create(member=carmen, role="owner")
    Stay.objects.create(facility=house, member=bruno, admitted_on="2018-03-01")
    offer = MentorOffer.objects.create(member=bruno, facility=house, story="I came back.", years=9, agreement=AGREEMENT)
    pair = Pair.objects.create(offer=offer, mentor=bruno, mentee=gil)
    for member in (bruno, gil):
        acknowledge(pair, by=member)
    post(Conversation.objects.get(scope=pair.scope), by=bruno, body="Lend me fifty", client_id=uuid.uuid4())
    return pair


def test_a_flag_and_what_each_side_sees(
    live_site: Any, as_person: Any, axe: Any, talking: Pair, faye: Member, bruno: Member, gil: Member, carmen: Member
) -> None:
    mentor = as_person(bruno)
    mentor.goto(talking.get_absolute_url())
    mentee = as_person(gil, width=390)
    mentee.goto(talking.get_absolute_url())
    mentee.get_by_role("link", name="Something is not right").click()
    axe(mentee)
    mentee.get_by_label("Money, favours or selling something").check()
    mentee.get_by_label("In your words, if you like").fill("He asks me for money.")
    mentee.get_by_role("button", name="Tell them").click()
    expect(mentee.get_by_text(re.compile("Bruno cannot write to you"))).to_be_visible()
    axe(mentee)

    # The page that was open all the while: its words find no way, and the reason is that of any rest.
    mentor.get_by_label("Write to Gil").fill("Well?")
    mentor.get_by_role("button", name="Send").click()
    expect(mentor.get_by_text("This talk rests for now. Your words stay here.").first).to_be_visible()
    mentor.reload()
    expect(mentor.get_by_text("This talk rests for now. Your words stay here.").first).to_be_visible()
    expect(mentor.get_by_label("Write to Gil")).to_have_count(0)
    axe(mentor)
    assert Message.objects.count() == 1

    desk = as_person(faye)
    desk.goto("/desk/mentors/concerns/")
    axe(desk)
    desk.get_by_role("link", name=re.compile("Open.*Money")).click()
    desk.get_by_role("button", name="Take it in hand").click()
    desk.get_by_text("Ask to open them").click()
    desk.get_by_label("Why the words are needed").fill("To see what was asked.")
    axe(desk)
    desk.get_by_role("button", name="Ask another of the staff").click()
    expect(desk.get_by_text("Someone else has to agree.")).to_be_visible()
    second = as_person(carmen)
    second.goto(desk.url)
    second.get_by_role("button", name="Open them together").click()
    desk.reload()
    desk.get_by_role("link", name="Read them").click()
    expect(desk.get_by_text("Lend me fifty")).to_be_visible()
    axe(desk)
    desk.go_back()
    desk.get_by_label("They may go on; the talk is no longer held").check()
    desk.get_by_label("Your answer to who told us").fill("We have spoken with him.")
    desk.get_by_label("Why", exact=True).fill("Spoken with both.")
    desk.get_by_role("button", name="Close it").click()
    expect(desk.get_by_text("Nothing waits for you here")).to_be_visible()

    mentee.reload()
    expect(mentee.get_by_text("We have spoken with him.")).to_be_visible()
    mentor.reload()
    expect(mentor.get_by_label("Write to Gil")).to_be_visible()
