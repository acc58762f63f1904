"""`manage.py bench_people N --group SLUG`: many members at once, for measuring; only where DEBUG is on."""

import json
import secrets
from argparse import ArgumentParser
from datetime import timedelta
from importlib import import_module
from itertools import product
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from django.middleware.csrf import _get_new_csrf_string
from django.utils import timezone

from community.conversations.models import Participant
from community.members.models import HUES, Member, Profile
from community.members.naming.skeleton import skeleton
from groups.roster.models import Group, Membership
from groups.roster.queries import conversation_of

FIRST = (
    "Ada",
    "Bea",
    "Cem",
    "Dov",
    "Edda",
    "Finn",
    "Gus",
    "Hal",
    "Ida",
    "Jul",
    "Kim",
    "Lea",
    "Mo",
    "Ned",
    "Ole",
    "Pia",
)
SECOND = ("Ash", "Birch", "Cedar", "Dune", "Elm", "Fern", "Grove", "Heath", "Iris", "Juniper", "Kelp", "Larch", "Moss")
THIRD = ("", " North", " South", " East", " West", " Hill", " Vale", " Shore", " Bridge", " Field", " Brook", " Stone")


class Command(BaseCommand):
    """Prints one JSON line a member: ``{"email": …, "cookie": …}``, the cookie a ready header of a valid session."""

    help = "Make N members of a group, with sessions, for measuring the live engine. Refuses without DEBUG."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int)
        parser.add_argument("--group", required=True, help="the group's slug")

    def handle(self, *, number: int, group: str, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("People for measuring are made only where DEBUG is on.")
        if not 0 < number <= 20_000:
            raise CommandError("Between 1 and 20,000 people.")
        found = Group.objects.filter(slug=group).first()
        if found is None:
            raise CommandError(f"There is no group {group}.")
        for line in make(found, number):
            self.stdout.write(json.dumps(line))


@transaction.atomic
def make(group: Group, number: int) -> list[dict[str, str]]:
    """Write the rows that joining one by one would have written, in bulk, and return e-mail and cookie of each."""
    mark, now = secrets.token_hex(4), timezone.now()
    names = free_names(group, number)
    members = Member.objects.bulk_create(
        Member(email=f"bench-{mark}-{n}@example.org", name=name, hue=n % HUES, password=make_password(None))
        for n, name in enumerate(names)
    )
    Profile.objects.bulk_create(Profile(member=member, welcomed_at=now) for member in members)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members
    )
    Membership.objects.bulk_create(
        Membership(
            group=group,
            member=member,
            name=member.name,
            name_key=skeleton(member.name)[:80],
            hue=member.hue,
            agreed_version=group.agreement_version,
        )
        for member in members
    )
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + number)
    conversation = conversation_of(group)
    Participant.objects.bulk_create(
        Participant(
            conversation=conversation,
            member=member,
            name=member.name,
            hue=member.hue,
            seen_seq=conversation.last_seq,
        )
        for member in members
    )
    keys = open_sessions(members)
    return [{"email": member.email, "cookie": cookie(key)} for member, key in zip(members, keys, strict=True)]


def free_names(group: Group, number: int) -> list[str]:
    """Return names that nobody bears in the group, and that do not look alike."""
    taken = set(Membership.objects.present().filter(group=group).values_list("name_key", flat=True))
    names = []
    for turn, (third, second, first) in product(range(50), product(THIRD, SECOND, FIRST)):
        name = f"{first} {second}{third}" + (f" {chr(ord('A') + turn // 2)}{'ab'[turn % 2]}" if turn else "")
        key = skeleton(name)[:80]
        if key not in taken:
            taken.add(key)
            names.append(name)
            if len(names) == number:
                return names
    raise CommandError("There are no more names.")


def open_sessions(members: list[Member]) -> list[str]:
    """Write a session for each member and return the keys."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(member.pk),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                    HASH_SESSION_KEY: member.get_session_auth_hash(),
                }
            ),
            expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        )
        for member in members
    ]
    Session.objects.bulk_create(rows)
    return [row.session_key for row in rows]


def cookie(session_key: str) -> str:
    """Return the Cookie header: the session, and a CSRF token for those who post forms (header ``X-CSRFToken``)."""
    token = _get_new_csrf_string()
    return f"{settings.SESSION_COOKIE_NAME}={session_key}; {settings.CSRF_COOKIE_NAME}={token}"
