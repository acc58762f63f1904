from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from community.members.actions import forget_strays, sign_up
from community.members.models import Member

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.timedelta(days=8)


def signed_up(name: str, *, confirmed: bool = False, ago: timedelta = LONG_AGO) -> Member:
    member = sign_up(email=f"{name}@example.org", name=name, password="a-long-enough-one", confirmed=confirmed)
    Member.objects.filter(pk=member.pk).update(joined_at=timezone.now() - ago)
    return member


def test_only_sign_ups_that_nobody_confirmed_in_a_week_are_forgotten(alba: Member) -> None:
    signed_up("stray")
    kept = {alba, signed_up("Kestrel", confirmed=True), signed_up("Linnet", ago=timedelta(days=6))}
    came_in = signed_up("Robin")
    Member.objects.filter(pk=came_in.pk).update(last_login=timezone.now())
    assert forget_strays() == 1
    assert set(Member.objects.all()) == {*kept, came_in}
    assert forget_strays() == 0
    signed_up("stray")  # name and address are free again


def test_sessions_that_ran_out_are_forgotten_with_their_devices(client: Client) -> None:
    signed_up("Wren", confirmed=True)
    client.post("/accounts/login/", {"login": "wren@example.org", "password": "a-long-enough-one"})
    forget_strays()
    assert UserSession.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    forget_strays()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
