"""The world the pages are measured in: made with the ORM in bulk, always the same."""

import random
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from community.conversations.models import Conversation, Message, Participant
from community.kit.words import to_html
from community.members.models import Member, Profile
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership

GROUPS, MEMBERS, THREADS, POSTS, MESSAGES = 50, 200, 2_000, 20_000, 20_000
#: Members a group; the reader is in so many groups.
SEATS, READS_IN = 20, 8
#: One thread of 250 pages and a little.
LONG_THREAD = 5_020
SIZE = (
    f"{GROUPS} groups, {MEMBERS} members, {THREADS:,} threads, {POSTS:,} posts and one thread of {LONG_THREAD:,} more, "
    f"{MESSAGES:,} messages; the reader is in {READS_IN} groups"
)

TEXT = (
    "today was slow and quiet but I went outside for a walk and it helped a little more than yesterday and I wanted to "
    "say so here because you all listened when it was hard and nobody asked for more than I could give thank you"
)
WORDS = TEXT.split()


class World(NamedTuple):
    """The reader, and where they look."""

    reader: Member
    group: Group
    thread: Thread
    long_thread: Thread


@transaction.atomic
def build() -> World:
    """Write it all: about ten seconds."""
    chance, now = random.Random(7), timezone.now()
    members = Member.objects.bulk_create(
        Member(email=f"bench-{n}@example.org", name=f"Member {n}", name_key=f"member{n}", hue=n % 8)
        for n in range(MEMBERS)
    )
    Profile.objects.bulk_create(Profile(member=member, welcomed_at=now) for member in members)
    reader = members[0]
    groups = Group.objects.bulk_create(
        Group(
            slug=f"group-{n}",
            name=f"Evening Walk {n}",
            kind=Group.Kind.values[n % 6],
            about=said(chance, 40),
            member_count=SEATS,
        )
        for n in range(GROUPS)
    )
    talks = Conversation.objects.bulk_create(
        Conversation(scope=group.scope, title=group.name, last_seq=MESSAGES // GROUPS, last_message_at=now)
        for group in groups
    )
    seats: list[Membership] = []
    for n, group in enumerate(groups):
        others = chance.sample(members[1:], SEATS - (n < READS_IN))
        for member in ([reader] if n < READS_IN else []) + others:
            role = Membership.Role.LEADER if member is others[0] else Membership.Role.MEMBER
            key = f"{group.pk}-{member.pk}"
            seats.append(
                Membership(group=group, member=member, name=member.name, name_key=key, hue=member.hue, role=role)
            )
    Membership.objects.bulk_create(seats)
    by_group = {group.pk: [seat for seat in seats if seat.group_id == group.pk] for group in groups}
    threads = write_threads(chance, groups, by_group, now)
    write_posts(chance, threads, by_group, now)
    write_messages(chance, groups, talks, by_group, now)
    return World(reader, groups[0], threads[0], threads[GROUPS])


def write_threads(
    chance: random.Random, groups: list[Group], by_group: dict[int, list[Membership]], now: datetime
) -> list[Thread]:
    """Threads in turn through the groups; the first has as many replies as most, the one after them all very many."""
    threads = []
    for n in range(THREADS):
        group, at = groups[n % GROUPS], now - timedelta(minutes=n)
        author, last = chance.sample(by_group[group.pk], 2)
        count = LONG_THREAD if n == GROUPS else POSTS // THREADS * (2 if n < GROUPS else 1)
        thread = Thread(
            group=group, author=author, last_post_by=last, reply_count=count, last_post_at=at, created_at=at
        )
        thread.title, thread.body = said(chance, 6), said(chance, 60)
        thread.html = to_html(thread.body)
        threads.append(thread)
    return Thread.objects.bulk_create(threads, batch_size=1000)


def write_posts(
    chance: random.Random, threads: list[Thread], by_group: dict[int, list[Membership]], now: datetime
) -> None:
    """Replies; twenty of them at least in the first thread of each group."""
    bodies = [said(chance, 50) for _ in range(200)]
    kept = {body: to_html(body) for body in bodies}
    wanted = [(thread, number) for thread in threads for number in range(1, thread.reply_count + 1)]
    rows = (
        Post(
            thread=thread,
            number=number,
            author=by_group[thread.group_id][number % SEATS],
            body=bodies[number % 200],
            html=kept[bodies[number % 200]],
            created_at=now - timedelta(days=9) + timedelta(minutes=number),
        )
        for thread, number in wanted
    )
    while batch := list(islice(rows, 2000)):
        Post.objects.bulk_create(batch)


def write_messages(
    chance: random.Random,
    groups: list[Group],
    talks: list[Conversation],
    by_group: dict[int, list[Membership]],
    now: datetime,
) -> None:
    """Every group's chat, a line every three minutes, ended an hour ago."""
    bodies = [said(chance, 14) for _ in range(200)]
    kept = {body: to_html(body) for body in bodies}
    for group, talk in zip(groups, talks, strict=True):
        places = Participant.objects.bulk_create(
            Participant(
                conversation=talk,
                member=seat.member,
                name=seat.name,
                hue=seat.hue,
                seen_seq=talk.last_seq - 5,
                created_at=now - timedelta(days=60),
            )
            for seat in by_group[group.pk]
        )
        Message.objects.bulk_create(
            Message(
                conversation=talk,
                seq=seq,
                author=chance.choice(places),
                client_id=uuid4(),
                body=(body := bodies[chance.randrange(200)]),
                html=kept[body],
                sent_at=now - timedelta(hours=1, minutes=3 * (talk.last_seq - seq)),
            )
            for seq in range(1, talk.last_seq + 1)
        )


def said(chance: random.Random, words: int) -> str:
    """Return so many words."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."
