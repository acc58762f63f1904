"""A room is opened, someone finds it, asks, talks and is let in; another comes by a link; it is handed on."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from community.members.models import Member
from groups.roster.models import Group, Membership
from tests.harness.browsing import Complaints

Visit = Callable[..., Page]
Axe = Callable[[Page], None]


def write(page: Page, words: str) -> None:
    page.get_by_label("Write to Kitchen Table").fill(words)
    page.get_by_role("button", name="Send").click()


def open_the_room(keeper: Page, axe: Axe) -> Group:
    keeper.goto("/groups/")
    keeper.get_by_role("link", name="Open a room").click()
    axe(keeper)
    keeper.get_by_label("What it is called").fill("Kitchen Table")
    keeper.get_by_role("button", name="Open the room").click()
    expect(keeper.get_by_text("A sentence or two, please").first).to_be_visible()
    expect(keeper.get_by_label("What it is called")).to_have_value("Kitchen Table")
    keeper.get_by_label("What this room is").fill("For whoever eats late and alone.")
    keeper.get_by_label("parents").check()
    keeper.get_by_role("button", name="Open the room").click()
    expect(keeper.get_by_role("heading", name="To begin with")).to_be_visible()
    axe(keeper)
    return Group.objects.get(name="Kitchen Table")


def find_and_ask(asker: Page, axe: Axe) -> None:
    asker.goto("/groups/")
    asker.get_by_text("Look more closely").click()
    asker.get_by_label("About, or for whom").select_option(label="parents")
    axe(asker)
    asker.get_by_role("button", name="Search").click()
    asker.get_by_role("link", name="Kitchen Table").first.click()
    asker.get_by_role("link", name="Ask to come in").click()
    asker.get_by_label("The name you go by in this group").fill("Carmen")
    asker.get_by_label("What would you like to say?").fill("My brother came home on Friday.")
    asker.get_by_label("I agree").check()
    asker.get_by_role("button", name="Ask").click()
    expect(asker.get_by_text("Someone here goes by this name")).to_be_visible()
    axe(asker)
    expect(asker.get_by_label("What would you like to say?")).to_have_value("My brother came home on Friday.")
    asker.get_by_label("The name you go by in this group").fill("Robin")
    asker.get_by_role("button", name="Ask").click()
    expect(asker.get_by_role("heading", name="You asked to come in")).to_be_visible()


def talk_and_let_in(asker: Page, keeper: Page, axe: Axe) -> None:
    keeper.goto("/groups/")
    keeper.get_by_role("link", name=re.compile("Open.*Robin")).click()
    expect(keeper.get_by_text("My brother came home on Friday.")).to_be_visible()
    axe(keeper)
    write(keeper, "Welcome. Is he with you now?")
    expect(asker.get_by_text("Welcome. Is he with you now?")).to_be_visible()
    write(asker, "In the next room, asleep.")
    expect(keeper.get_by_text("In the next room, asleep.")).to_be_visible()
    keeper.get_by_role("button", name="Let in").click()
    expect(keeper.get_by_text("Robin is in.")).to_be_visible()


def come_by_a_link(keeper: Page, guest: Page, axe: Axe) -> None:
    keeper.get_by_role("link", name="Invite someone").click()
    keeper.get_by_label("For whom is it?").fill("Rosa's nephew")
    keeper.get_by_label("A few words they read with it").fill("There is soup.")
    keeper.get_by_role("button", name="Make the link").click()
    axe(keeper)
    link = keeper.get_by_label("The link", exact=True).input_value()
    guest.goto(link)
    axe(guest)
    assert guest.url.endswith("/groups/invited/")
    expect(guest.get_by_text("There is soup.")).to_be_visible()
    guest.get_by_label("The name you go by in this group").fill("Finch")
    guest.get_by_label("I agree").check()
    guest.get_by_role("button", name="Come in").click()
    expect(guest.get_by_text("You are in.")).to_be_visible()
    guest.goto(link)
    expect(guest.get_by_role("heading", name="This link opens nothing any more")).to_be_visible()


def set_up_and_hand_on(keeper: Page, asked: Page, room: Group, axe: Axe) -> None:
    keeper.goto(room.get_absolute_url())
    keeper.get_by_role("link", name="Settings", exact=True).first.click()
    axe(keeper)
    keeper.get_by_label("Hidden").check()
    keeper.get_by_role("button", name="Save").click()
    expect(keeper.get_by_text("Saved.")).to_be_visible()
    keeper.goto(f"{room.get_absolute_url()}leave/")
    expect(keeper.get_by_text("nobody else does")).to_be_visible()
    keeper.goto(Membership.objects.get(group=room, name="Robin").get_absolute_url())
    keeper.get_by_role("link", name="Hand it over").click()
    axe(keeper)
    keeper.get_by_label("Why, in a line").fill("I move away.")
    keeper.get_by_role("button", name="Ask them").click()
    expect(keeper.get_by_text("You lead the room until Robin says yes.")).to_be_visible()
    asked.goto(f"{room.get_absolute_url()}hand-over/")
    expect(asked.get_by_text("I move away.")).to_be_visible()
    axe(asked)
    asked.get_by_role("button", name="Yes, I lead it").click()
    expect(asked.get_by_text("You lead the room from now on.")).to_be_visible()
    keeper.goto(room.get_absolute_url())


def leave_and_come_back(keeper: Page) -> None:
    keeper.get_by_role("link", name="Leave the group").click()
    keeper.get_by_role("main").get_by_role("button", name="Leave").click()
    expect(keeper.get_by_text("You have left Kitchen Table.")).to_be_visible()
    keeper.get_by_role("button", name="Undo").click()
    expect(keeper.get_by_text("You are back.")).to_be_visible()


def put_away_and_bring_back(leader: Page, room: Group, axe: Axe) -> None:
    leader.goto(f"{room.get_absolute_url()}settings/put-away/")
    leader.get_by_label("A word to everyone in it").fill("A rest until spring.")
    leader.get_by_role("button", name="Put it away").click()
    expect(leader.get_by_role("heading", name="Rooms you have put away")).to_be_visible()
    axe(leader)
    leader.get_by_role("button", name=re.compile("Bring back.*Kitchen Table")).click()
    expect(leader.get_by_text("Kitchen Table is open again.")).to_be_visible()


def test_a_room_is_opened_found_and_handed_on(
    as_person: Visit, complaints: Complaints, dara: Member, carmen: Member, eli: Member, axe: Axe
) -> None:
    complaints.allow("422")
    complaints.allow("410")
    keeper, asker = as_person(carmen), as_person(dara, width=390, height=844, dark=True)
    room = open_the_room(keeper, axe)
    find_and_ask(asker, axe)
    talk_and_let_in(asker, keeper, axe)
    come_by_a_link(keeper, as_person(eli), axe)
    asker.goto(f"{room.get_absolute_url()}chat/")
    keeper.goto(f"{room.get_absolute_url()}chat/")
    write(asker, "Good evening, everyone.")
    expect(keeper.get_by_text("Good evening, everyone.")).to_be_visible()
    for page in (asker, keeper):
        assert "Dara" not in page.get_by_role("main").inner_text()
    set_up_and_hand_on(keeper, asker, room, axe)
    leave_and_come_back(keeper)
    put_away_and_bring_back(asker, room, axe)
