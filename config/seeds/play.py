"""Plays the week, in one transaction: a week that is half there is no week."""

from django.db import transaction

from community.members.models import Member
from config.seeds.belonging import belong
from config.seeds.care import keep_safe
from config.seeds.days import begin_the_day
from config.seeds.directory import read_a_list
from config.seeds.discussing import discuss
from config.seeds.friends import befriend
from config.seeds.gathering import gather
from config.seeds.hello import greet
from config.seeds.hosting import host
from config.seeds.house import open_house
from config.seeds.listening import listen
from config.seeds.meetings import meet
from config.seeds.people import CAST
from config.seeds.together import go_together
from config.seeds.walking import walk
from config.seeds.ways import live_the_week


@transaction.atomic
def play() -> bool:
    """Tell the week, with times relative to now. False where it was told before: then nothing changes."""
    if Member.objects.filter(email=CAST[0].email).exists():
        return False
    people, house = open_house()
    gather(people, house)
    discuss(people)
    belong(people, house)
    listen(people)
    meet(people)
    host(people)
    read_a_list(people["faye"], house)
    walk(people, house)
    go_together(people)
    befriend(people)
    live_the_week(people)
    begin_the_day(people)
    keep_safe(people, house)
    greet(people)
    return True
