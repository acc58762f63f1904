"""Harbor House, its staff, everyone's account, and who has stayed there."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from community.facilities.actions import accept, invite
from community.facilities.models import Facility, StaffRole, Stay
from community.members.actions import show, sign_up, tell, welcomed
from community.members.models import Member
from community.notifications.models import Notification
from config.seeds.people import EVERYONE, PASSWORD, Person
from config.seeds.rooms import EVENING_CIRCLE

People = dict[str, Member]

#: Days since admission and, where they went home, days since discharge (negative: days to come).
STAYS = {"kit": (32, -3), "abel": (12, -40), "gil": (52, 21), "mica": (31, 2), "pia": (70, 38), "alba": (130, 100)}
LONG_AGO = (420, 380)


def open_house() -> tuple[People, Facility]:
    """Make the facility and the accounts; the demo's password is hashed once, for all."""
    password = make_password(PASSWORD)
    people = {person.key: _arrive(person, password) for person in EVERYONE}
    house = Facility.objects.create(
        name="Harbor House", slug="harbor-house", country="US", time_zone="America/New_York"
    )
    StaffRole.objects.create(facility=house, member=people["faye"], role=StaffRole.Role.OWNER)
    for key in (*EVENING_CIRCLE.members, EVENING_CIRCLE.leader, "abel"):
        if key != "faye":
            _stay(house, people["faye"], people[key], *STAYS.get(key, LONG_AGO))
    Notification.objects.all().delete()  # old news by now
    today = timezone.localdate()
    invite(house, by=people["faye"], admitted_on=today + timedelta(days=1))
    return people, house


def _arrive(person: Person, password: str) -> Member:
    member = sign_up(email=person.email, name=person.name, password=None, time_zone=person.zone, confirmed=True)
    Member.objects.filter(pk=member.pk).update(password=password)
    member.refresh_from_db()
    tell(
        member,
        about=person.about,
        brings_me=person.brings,
        road=person.road,
        languages=person.languages,
        around=person.around,
    )
    show(member, {"about": "groups", "around": "groups"})
    welcomed(member)
    return member


def _stay(house: Facility, staff: Member, member: Member, admitted: int, discharged: int) -> None:
    today = timezone.localdate()
    _invitation, token = invite(house, by=staff, admitted_on=today - timedelta(days=admitted))
    stay = accept(token, by=member)
    Stay.objects.filter(pk=stay.pk).update(discharged_on=today - timedelta(days=discharged))
