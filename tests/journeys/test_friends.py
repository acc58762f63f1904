"""Alba names a sponsor from outside, who comes by the link; and she and Dara become friends by their group's names."""

from typing import Any

import pytest
from playwright.sync_api import expect

from community.members.models import Member
from groups.roster.actions import found_group, join

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sponsor_comes_and_two_become_friends(
    live_site: Any, as_person: Any, axe: Any, complaints: Any, alba: Member, dara: Member, hana: Member
) -> None:
    group = found_group(by=alba, slug="room", name="Slow Room", kind="support", entry="open", known_as="Jay")
    theirs = join(group, by=dara, name="Wren")

    page = as_person(alba, width=390)
    page.goto("/circle/")
    page.get_by_label("What you call them").fill("Ruth")
    page.get_by_role("radio", name="My sponsor").check()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("The link").input_value()
    page.goto("/circle/")
    expect(page.get_by_text("Not here yet.")).to_be_visible()
    axe(page)
    sponsor = as_person(hana)
    sponsor.goto(link[link.index("/circle/") :])
    expect(sponsor.get_by_role("heading", name="Alba names you as their sponsor")).to_be_visible()
    sponsor.get_by_role("button", name="I would like that").click()
    expect(sponsor.get_by_text("You are their sponsor")).to_be_visible()

    page.goto(f"/groups/room/members/{theirs.pk}/")
    axe(page)
    page.get_by_role("button", name="Ask Wren").click()
    expect(page.get_by_role("heading", name="You have asked to be friends")).to_be_visible()
    friend = as_person(dara, dark=True)
    friend.goto("/friends/")
    axe(friend)
    friend.get_by_role("button", name="Yes, gladly").click()
    expect(friend.get_by_text("Knows you as Wren.")).to_be_visible()
    friend.get_by_role("button", name="I think of you").click()
    expect(friend.get_by_text("Jay will read that you think of them.")).to_be_visible()
    page.goto("/friends/")
    expect(page.get_by_text("Knows you as Jay.")).to_be_visible()
    page.goto("/circle/")
    expect(page.get_by_text("Here since")).to_be_visible()
