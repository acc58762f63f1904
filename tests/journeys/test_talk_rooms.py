"""A room with hours: who listens is said, and when nobody does; its rules change on open pages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from groups.chat.actions import set_room
from groups.chat.rules import Duty, Rules, rules_of
from groups.roster.models import Group, Membership
from groups.roster.queries import conversation_of
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def let(by: Any, rules: Rules) -> None:
    group = Group.objects.select_related("facility").get(slug="evening-circle")
    set_room(group, by=by, rules=rules, read=rules_of(group, conversation_of(group)).mark)


def duty(who: Any, begins: timedelta, ends: timedelta) -> Duty:
    """Hours that begin and end so long from now, by the clock of UTC."""
    now = datetime.now(UTC)
    seat = Membership.objects.get(group__slug="evening-circle", member=who)
    return Duty(seat.pk, EVERY_DAY, (now + begins).time(), (now + ends).time())


def test_a_room_says_who_listens_rests_and_is_for_some(as_person: Visit, axe: Callable[[Page], None]) -> None:
    people = tell_the_week()
    hour = timedelta(hours=1)
    let(people.tomas, Rules(rota=(duty(people.tomas, -hour, hour), duty(people.carmen, 3 * hour, 4 * hour))))
    alba = as_person(people.alba)
    alba.clock.install()
    alba.goto(CHAT)
    nobody = alba.get_by_text("Nobody is on duty in this room just now.").locator("visible=true")
    listening = alba.get_by_text(re.compile(r"^\s*Tomas is listening")).locator("visible=true")
    expect(listening).to_be_visible()
    expect(nobody).to_have_count(0)

    # Nobody touches the page; the minute comes.
    alba.clock.fast_forward("01:00:01")
    expect(nobody).to_be_visible()
    expect(listening).to_have_count(0)
    strip = alba.locator(".room-nobody:visible")
    expect(strip).to_contain_text("Next: Carmen")
    expect(strip).to_contain_text("988")
    expect(strip.get_by_role("link", name="I need support now")).to_be_visible()
    axe(alba)

    # A keeper changes the pace and takes the first hours out; the open page follows.
    carmen = as_person(people.carmen, width=390, dark=True)
    carmen.goto(CHAT)
    carmen.get_by_role("link", name="How this room goes").click()
    carmen.get_by_label("Every minute").check()
    carmen.get_by_role("button", name="Take out hours 1").click()
    expect(carmen.get_by_role("group", name="Hours 2")).to_have_count(0)
    expect(carmen.get_by_label("Every minute")).to_be_checked()
    axe(carmen)
    carmen.get_by_role("button", name="Save").last.click()
    expect(carmen.get_by_text("Saved.")).to_be_visible()
    expect(alba.get_by_text("Each person writes once in 1 minute")).to_be_visible()

    # It comes to rest.
    later = datetime.now(UTC) + 2 * hour
    let(people.tomas, Rules(opens_at=later.time(), rests_at=(later + hour).time()))
    expect(alba.get_by_text("This room is resting until").locator("visible=true")).to_be_visible()

    # It is for others from now on: the line closes, and the page says so kindly.
    let(people.tomas, Rules(stages=("longer",)))
    expect(alba.get_by_text("This conversation is no longer open to you.")).to_be_visible()
    answer = alba.goto(CHAT)
    assert answer is not None
    assert answer.status == 200
    expect(alba.get_by_role("heading", name=re.compile("This room is for people who have been"))).to_be_visible()
    axe(alba)
