"""A newcomer is told one greeter by name, and the greeter theirs."""

from datetime import time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from community.members.actions import block
from community.notifications.models import Notification
from groups.roster.actions import appoint, leave
from groups.roster.models import Membership
from groups.welcome.actions import give_hours, introduce_newcomers
from groups.welcome.models import Introduction

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_here(leader, group):
    Membership.objects.filter(member=leader).update(joined_at=timezone.now() - timedelta(days=300))


@pytest.fixture
def greeters(long_here, seat, alba, bruno):
    return seat(alba, "greeter", name="Birch"), seat(bruno, "greeter")


def test_the_two_are_told_of_each_other_once(greeters, group, newcomer, eli, alba, bruno):
    give_hours(group, by=bruno, days=range(7), starts=time(0), ends=time(0), zone="UTC")
    assert introduce_newcomers() == 1
    assert introduce_newcomers() == 0
    assert Introduction.objects.get().greeter.member == bruno, "who is on duty comes first"
    mine = Notification.objects.get(member=eli, kind="your_greeter")
    theirs = Notification.objects.get(member=bruno, kind="new_here")
    assert "Bruno here" in mine.text
    assert "Finch" in theirs.text
    assert theirs.url == newcomer.get_absolute_url()


def test_newcomers_are_shared_out(greeters, group, seat, newcomer, gil, hana):
    seat(gil)
    seat(hana)
    assert introduce_newcomers() == 3
    names = [one.greeter.name for one in Introduction.objects.all()]
    assert sorted(set(names)) == ["Birch", "Bruno here"]


def test_without_a_greeter_it_is_who_leads(long_here, group, newcomer, leader):
    introduce_newcomers()
    assert Introduction.objects.get().greeter.member == leader


def test_never_two_between_whom_a_block_stands(greeters, newcomer, eli, alba, bruno, leader):
    block(eli, alba, known_as="Birch")
    block(bruno, eli, known_as="Finch")
    introduce_newcomers()
    assert Introduction.objects.get().greeter.member == leader


def test_another_takes_the_place_of_who_is_gone(greeters, group, newcomer, eli, leader):
    introduce_newcomers()
    first = Introduction.objects.get().greeter
    ways = {
        "left": lambda: leave(group, by=first.member),
        "a block": lambda: block(first.member, eli, known_as="Finch"),
        "greets no more": lambda: appoint(first, by=leader, role="member"),
    }
    for way, go in ways.items():
        with transaction.atomic():
            go()
            introduce_newcomers()
            assert Introduction.objects.get(newcomer=newcomer).greeter != first, way
            transaction.set_rollback(True)


def test_old_hands_know_their_room(greeters, newcomer):
    Membership.objects.filter(pk=newcomer.pk).update(joined_at=timezone.now() - timedelta(days=15))
    assert introduce_newcomers() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_introduce_once(at_once, greeters, newcomer, eli):
    assert sorted(at_once(introduce_newcomers, introduce_newcomers)) == [0, 1]
    assert Notification.objects.filter(member=eli, kind="your_greeter").count() == 1
