"""How the rooms are set up, who is invited, and how long one who goes home means to stay."""

from datetime import timedelta

from django.utils import timezone

from community.facilities.models import Facility
from config.seeds.house import People
from groups.joining.actions import invite
from groups.roster.actions import change_group, let_aftercare_last, mark_of
from groups.roster.actions.changing import CHANGEABLE
from groups.roster.models import Group, Membership

#: What each room is about, in words to look for.
FOCUS = {
    "evening-circle": ["early_days", "alcohol", "other"],
    "first-ninety": ["early_days"],
    "trail-runners-sober": ["moving"],
    "kitchen-table": ["parents"],
    "millrace-monday": ["secular", "long_road"],
    "the-long-road": ["long_road"],
}


def belong(people: People, house: Facility) -> None:
    """Leaders say what their rooms are about; Tomas invites two; Kit gives the time after going home half a year."""
    for slug, focus in FOCUS.items():
        group = Group.objects.get(slug=slug)
        leader = Membership.objects.present().get(group=group, role=Membership.Role.LEADER).member
        as_it_is = {field: getattr(group, field) for field in CHANGEABLE}
        change_group(group, by=leader, read=mark_of(group), **(as_it_is | {"focus": focus}))
    circle = Group.objects.get(slug="evening-circle")
    for note in ("Rosa's nephew", "the man from the bakery"):
        invite(circle, by=people["tomas"], note=note, greeting="Come and just sit with us. No need to say anything.")
    let_aftercare_last(house, by=people["kit"], until=timezone.localdate() + timedelta(days=180))
