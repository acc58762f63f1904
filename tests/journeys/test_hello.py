"""A first hello, from the post of someone new to the answer that ends its wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from community.members.models import Member
from community.notifications.models import Notification
from groups.roster.actions import appoint, found_group, join
from groups.roster.models import Membership
from groups.welcome.actions import introduce_newcomers, keep_hellos
from groups.welcome.models import FirstHello

Visit = Callable[..., Page]
Axe = Callable[[Page], None]


def room_of(leader: Member, roles: dict[Member, str]) -> None:
    """Evening Circle, with people in it who came long ago."""
    circle = found_group(by=leader, slug="evening-circle", name="Evening Circle", kind="support", entry="open")
    for member, role in roles.items():
        membership = join(circle, by=member, name=f"{member.name} here")
        if role != "member":
            appoint(membership, by=leader, role=role)
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=200))


def test_first_hello_from_post_to_closed(
    as_person: Visit, axe: Axe, alba: Any, bruno: Any, carmen: Any, eli: Any, hana: Any
) -> None:
    room_of(carmen, {alba: "greeter", bruno: "mentor", hana: "member"})

    # Alba says when she is around: always, for this evening's sake.
    greeter = as_person(alba, width=390, dark=True)
    greeter.goto("/groups/evening-circle/greeters/")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        greeter.get_by_label(day, exact=True).check()
    greeter.get_by_label("From").fill("00:00")
    greeter.get_by_label("To", exact=True).fill("00:00")
    greeter.get_by_role("button", name="I am here then").click()
    expect(greeter.get_by_text("is here for newcomers now")).to_be_visible()
    axe(greeter)

    # Eli comes in, is told her name, and writes.
    join(Membership.objects.first().group, by=eli, name="Finch")  # type: ignore[union-attr]
    introduce_newcomers()
    newcomer = as_person(eli)
    newcomer.goto("/groups/evening-circle/")
    expect(newcomer.get_by_role("heading", name="Alba here knows that you are new")).to_be_visible()
    axe(newcomer)
    newcomer.goto("/groups/evening-circle/discussions/new/")
    newcomer.get_by_label("Title").fill("Got home on Friday")
    newcomer.get_by_label("Your words").fill("The quiet is louder than I expected.")
    newcomer.get_by_role("button", name="Put it up").click()
    expect(newcomer.get_by_role("heading", name="Got home on Friday")).to_be_visible()

    # She is told at once, Bruno after ten minutes.
    keep_hellos()
    greeter.goto("/notices/")
    expect(greeter.get_by_text("Finch is new in Evening Circle and has just written")).to_be_visible()
    mentor = as_person(bruno)
    mentor.goto("/notices/")
    expect(mentor.get_by_text("Finch is new")).to_have_count(0)
    keep_hellos(FirstHello.objects.get().said_at + timedelta(minutes=10))
    mentor.reload()
    expect(mentor.get_by_text("Finch is new in Evening Circle, and nobody has answered")).to_be_visible()

    # Hana, whom nobody called, finds it on Today and answers.
    other = as_person(hana)
    other.goto("/")
    card = other.locator("section", has=other.get_by_role("heading", name="Someone could use a hello"))
    expect(card).to_contain_text("The quiet is louder than I expected.")
    axe(other)
    card.get_by_role("link", name="Say hello to Finch").click()
    other.locator("#answer textarea").first.fill("Welcome home, Finch.")
    other.locator("#answer").get_by_role("button", name="Send").click()
    expect(other.get_by_text("Welcome home, Finch.").first).to_be_visible()

    # That ends it, for everyone.
    other.goto("/")
    expect(other.get_by_role("heading", name="Someone could use a hello")).to_have_count(0)
    keep_hellos(timezone.now() + timedelta(hours=2))
    assert FirstHello.objects.get().answered_at is not None
    assert not Notification.objects.unread().filter(kind="first_hello").exists()

    # Carmen, who leads, reads how newcomers are doing; one is too few to say anything.
    leader = as_person(carmen)
    leader.goto("/groups/evening-circle/health/")
    expect(leader.get_by_text("everyone has been heard")).to_be_visible()
    expect(leader.get_by_text("Too few newcomers yet")).to_be_visible()
    axe(leader)
