"""A coordinator looks through the desk of mentoring: who waits too long, what is asked, and the places ahead."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import Matters, MentorOffer

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_desk_from_the_front_to_the_places_ahead(
    as_person: Callable[..., Any], axe: Any, faye: Member, bruno: Member, gil: Member, alba: Member, hana: Member
) -> None:
    now = timezone.now()
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    house.roles.create(member=faye, role="coordinator")
    for member in (gil, alba, hana):
        Stay.objects.create(facility=house, member=member, admitted_on="2026-08-01")
    Matters.objects.create(member=gil, looking_since=now - timedelta(days=12))
    Matters.objects.create(member=hana, looking_since=now)
    brunos = MentorOffer.objects.create(
        member=bruno,
        facility=house,
        story="I came back.",
        years=9,
        places=3,
        agreement="2026-11",
        approved_at=now,
        review_due=now.date() + timedelta(days=10),
    )
    Request.objects.create(offer=brunos, mentor=bruno, mentee=gil, slot=1, lapses_at=now + timedelta(hours=3))
    pair = Pair.objects.create(offer=brunos, mentor=bruno, mentee=alba)
    Pair.objects.filter(pk=pair.pk).update(created_at=now - timedelta(days=40))

    desk = as_person(faye)
    desk.goto("/desk/")
    desk.get_by_role("link", name="Offers to mentor").click()
    lists = desk.get_by_role("navigation", name="Lists of mentoring")
    lists.get_by_role("link", name="Waiting").click()
    expect(desk.get_by_text("over the bound", exact=True)).to_have_count(2)  # beside Gil, and on the tab
    axe(desk)
    desk.get_by_role("link", name="Have asked nobody").click()
    expect(desk.get_by_role("listitem").filter(has_text="Hana")).to_be_visible()
    expect(desk.get_by_role("listitem").filter(has_text="Gil")).to_have_count(0)
    desk.get_by_role("link", name="All", exact=True).click()
    desk.get_by_label("Look for a name").fill("gil")
    desk.get_by_role("button", name="Look").click()
    expect(desk.get_by_role("listitem").filter(has_text="Gil")).to_be_visible()
    expect(desk.get_by_role("listitem").filter(has_text="Hana")).to_have_count(0)

    lists.get_by_role("link", name="Requests").click()
    expect(desk.get_by_text("Gil asked Bruno")).to_be_visible()
    axe(desk)
    lists.get_by_role("link", name="Pairs").click()
    expect(desk.get_by_text("Alba with Bruno")).to_be_visible()
    expect(desk.get_by_text("nothing was said yet")).to_be_visible()
    axe(desk)
    lists.get_by_role("link", name="Mentors").click()
    desk.get_by_text("We have talked").click()
    desk.get_by_role("textbox", name="Why").fill("We walked along the river.")
    axe(desk)
    desk.get_by_role("button", name="A year more").click()
    expect(desk.get_by_text("The next talk with Bruno is in a year.")).to_be_visible()
    lists.get_by_role("link", name="Places ahead").click()
    expect(desk.get_by_role("row", name="today 1 2 0 0")).to_be_visible()
    axe(desk)
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto("/desk/mentors/waiting/")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the tabs widen the page"
