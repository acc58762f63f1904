"""The world the pages are measured in: made with the ORM in bulk, always the same."""

import random
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from community.conversations.models import Conversation, Message, Participant
from community.facilities.models import Facility
from community.kit.words import to_html
from community.members.models import Member, Profile
from groups.directory.models import Feed, Listing, ListingTime
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership

GROUPS, MEMBERS, THREADS, POSTS, MESSAGES = 50, 200, 2_000, 95_000, 20_000
#: Members a group; the reader is in so many groups.
SEATS, READS_IN = 20, 8
#: One thread of 250 pages and a little.
LONG_THREAD = 5_020
#: Discussions of the first group, and of the second.
LONG_LIST, LONGER_LIST = 2_000, 20_000
#: Meetings in the directory.
LISTINGS = 10_000
SIZE = (
    f"{GROUPS} groups, two of them with {LONG_LIST:,} and {LONGER_LIST:,} threads and {THREADS:,} in all the others, "
    f"{POSTS + LONG_THREAD:,} posts, {LONG_THREAD:,} of them in one thread, {MESSAGES:,} messages; {MEMBERS} members, "
    f"the reader in {READS_IN} of the groups; {LISTINGS:,} meetings in the directory"
)

TEXT = (
    "today was slow and quiet but I went outside for a walk and it helped a little more than yesterday and I wanted to "
    "say so here because you all listened when it was hard and nobody asked for more than I could give thank you"
)
WORDS = TEXT.split()
#: What is looked for: a word that nearly all posts have, one that every fiftieth has, and one that a few have.
COMMON, MIDDLE, RARE = "today", "lantern", "heron"


class World(NamedTuple):
    """The reader, and where they look."""

    reader: Member
    group: Group
    longer: Group
    thread: Thread
    long_thread: Thread


@transaction.atomic
def build() -> World:
    """Write it all: about half a minute, most of it the catalogue that is searched."""
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
    write_listings(chance, now)
    lengthen(groups[0], LONG_LIST)
    lengthen(groups[1], LONGER_LIST)
    return World(reader, groups[0], groups[1], threads[0], threads[GROUPS])


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
    """Replies, in the order in which they were written: as many in each thread, and in one very many.

    One post is written by Django; all others are the same row with other words, by another person, at another time.
    """
    bodies = [said(chance, 50) for _ in range(200)]
    for n in range(4):
        bodies[n * 50] += f" A {MIDDLE} stood there."
    model = Post(thread=threads[0], number=POSTS, author=by_group[threads[0].group_id][0], body=".", html=".")
    model.save()
    own = ("id", "thread_id", "number", "author_id", "client_id", "body", "html", "created_at")
    others = [field.column for field in Post._meta.concrete_fields if field.column not in own]
    same, models = (", ".join(f'{whose}"{column}"' for column in others) for whose in ("", "model."))
    seats = [[seat.pk for seat in by_group[thread.group_id]] for thread in threads]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH words AS MATERIALIZED (
                SELECT n - 1 AS n, body, html FROM unnest(%(bodies)s::text[], %(htmls)s::text[])
                WITH ORDINALITY AS given (body, html, n)
            )
            INSERT INTO groups_post (thread_id, number, author_id, client_id, body, html, created_at, {same})
            SELECT t.id, k, (t.seats)[1 + k %% cardinality(t.seats)], gen_random_uuid(),
                   words.body || CASE WHEN k = 7 AND t.n < 200 AND t.n %% 10 = 0 THEN ' A {RARE}.' ELSE '' END,
                   words.html, %(now)s - interval '9 days' + interval '1 minute' * k + interval '1 s' * t.n, {models}
            FROM (SELECT id, replies, seats::bigint[] AS seats, n - 1 AS n
                  FROM unnest(%(threads)s::bigint[], %(replies)s::int[], %(seats)s::text[])
                  WITH ORDINALITY AS given (id, replies, seats, n)) AS t
            CROSS JOIN LATERAL generate_series(1, t.replies) AS k
            JOIN words ON words.n = (k + 7 * t.n) %% 200
            CROSS JOIN (SELECT * FROM groups_post WHERE id = %(model)s) AS model
            ORDER BY 7
            """,
            {
                "bodies": bodies,
                "htmls": [to_html(body) for body in bodies],
                "threads": [thread.pk for thread in threads],
                "replies": [thread.reply_count for thread in threads],
                "seats": ["{" + ",".join(map(str, some)) + "}" for some in seats],
                "now": now,
                "model": model.pk,
            },
        )
    model.delete()


def lengthen(group: Group, threads: int) -> None:
    """Discussions without replies, older than those that are there, until the group has so many: its own, anew."""
    own = ("id", "client_id", "title", "created_at", "last_post_at", "reply_count")
    same = ", ".join(f'"{field.column}"' for field in Thread._meta.concrete_fields if field.column not in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH there AS MATERIALIZED (
                SELECT *, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS many
                FROM groups_thread WHERE group_id = %(group)s
            )
            INSERT INTO groups_thread (client_id, title, created_at, last_post_at, reply_count, {same})
            SELECT gen_random_uuid(), title, at, at, 0, {same}
            FROM generate_series(1, %(threads)s - (SELECT count(*) FROM there)) AS number
            JOIN there ON there.n = number %% there.many
            CROSS JOIN LATERAL (SELECT there.created_at - interval '1 minute' * (number + 2880) AS at) AS moment
            ORDER BY number DESC
            """,
            {"group": group.pk, "threads": threads},
        )


def write_listings(chance: random.Random, now: datetime) -> None:
    """Meetings of a list from elsewhere, three times a week each, all over the week; every fifth is online."""
    house = Facility.objects.create(name="Bench House", slug="bench-house")
    feed = Feed.objects.create(facility=house, name="Bench")
    listings = Listing.objects.bulk_create(
        (
            Listing(
                feed=feed,
                slug=f"meeting-{n}",
                name=said(chance, 4),
                location=said(chance, 2),
                address=f"{n} Main Street",
                regions=["Ohio", f"Town {n % 200}"],
                latitude=None if n % 5 == 0 else 39 + n % 97 / 50,
                longitude=None if n % 5 == 0 else -84 + n % 89 / 50,
                zone="America/New_York",
                attendance="online" if n % 5 == 0 else "in_person",
                types=["O", "D"],
                updated_at=now,
            )
            for n in range(LISTINGS)
        ),
        batch_size=2000,
    )
    ListingTime.objects.bulk_create(
        (
            ListingTime(
                listing=listing, at=(n * 97 + day * 1440) % 10_080, online_zone="" if n % 5 else "America/New_York"
            )
            for n, listing in enumerate(listings)
            for day in (0, 2, 4)
        ),
        batch_size=5000,
    )


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
