"""Own meetings in the directory: those for everyone, where their makers wish it, and never their link."""

from dataclasses import replace

import pytest

from groups.directory.models import Listing
from groups.meetings.actions import change_meeting, close_for_now, end_meeting, unlist_what_closed
from groups.meetings.plan import plan_of
from groups.roster.models import Group

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/room"


@pytest.fixture
def listed(make):
    return make(open_to="everyone", listed=True, online_url=LINK)


def test_what_is_for_everyone_stands_there_without_its_link(listed, client):
    row = Listing.objects.get(key=listed.uid)
    assert (row.name, row.url) == (listed.title, listed.get_absolute_url())
    assert LINK not in client.get("/meetings/guide.json").getvalue().decode()
    assert LINK not in str(vars(row))


def test_what_is_for_the_group_does_not(make):
    make(listed=True)
    make(open_to="everyone")
    assert not Listing.objects.exists()


def test_it_follows_its_meeting(listed, leader):
    change_meeting(listed, by=leader, plan=replace(plan_of(listed), title="The long table"))
    assert Listing.objects.get().name == "The long table"
    close_for_now(listed, by=leader, because="The roof.")
    assert Listing.objects.exists()
    end_meeting(listed, by=leader, because="We are done.")
    assert not Listing.objects.exists()


def test_it_leaves_with_a_group_that_is_hidden(listed):
    assert unlist_what_closed() == 0
    Group.objects.update(entry="hidden")
    assert unlist_what_closed() == 1
    assert not Listing.objects.exists()
