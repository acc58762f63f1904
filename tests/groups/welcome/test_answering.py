"""The median of first hellos: newcomers' first words, in chats and discussions, and who is still waiting."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.models import Message
from community.facilities.models import Facility
from groups.roster.models import Membership
from groups.roster.queries import conversation_of
from groups.welcome.actions import keep_hellos
from groups.welcome.answering import first_hello_median


@pytest.fixture
def hello(group, seat):
    """`hello(newcomer, greeter, 7)`: first words, answered after so many minutes."""

    def say(who, body, minutes_ago):
        said = post(conversation_of(group), by=who, body=body, client_id=uuid.uuid4())
        Message.objects.filter(pk=said.pk).update(sent_at=timezone.now() - timedelta(minutes=minutes_ago))

    def tell(newcomer, greeter, minutes, ago=600):
        seat(newcomer)
        Membership.objects.filter(member=newcomer).update(joined_at=timezone.now() - timedelta(days=2))
        say(newcomer, "Hello.", ago)
        if minutes is not None:
            say(greeter, "Welcome in.", ago - minutes)
        keep_hellos()

    return tell


def test_too_few_make_no_median(harbor, hello, alba, leader):
    hello(alba, leader, 4)
    assert first_hello_median(harbor) is None


def test_the_middle_of_three(harbor, group, hello, alba, gil, eli, leader):
    hello(alba, leader, 4, ago=900)
    hello(gil, leader, 9, ago=600)
    hello(eli, leader, 30, ago=300)
    assert round(first_hello_median(harbor).total_seconds() / 60) == 9


def test_who_still_waits_counts_as_waiting(harbor, group, hello, alba, gil, eli, leader):
    hello(alba, leader, 4, ago=900)
    hello(gil, leader, 500, ago=800)
    hello(eli, leader, None, ago=200)
    assert round(first_hello_median(harbor).total_seconds() / 60) == 200


def test_another_house_has_its_own(harbor, hello, alba, gil, eli, leader):
    for member, ago in ((alba, 900), (gil, 600), (eli, 300)):
        hello(member, leader, 5, ago=ago)
    hill = Facility.objects.create(name="Hill House", slug="hill-house")
    assert first_hello_median(hill) is None


def test_one_query(harbor, group, django_assert_num_queries):
    with django_assert_num_queries(1):
        first_hello_median(harbor)
