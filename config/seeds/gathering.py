"""The groups, who is in them, and what they said this week."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from community.conversations.actions import mark_seen, post
from community.conversations.models import Conversation, Message, Participant
from community.facilities.models import Facility
from community.members.models import Member
from config.seeds.house import People
from config.seeds.rooms import ROOMS, Room, Talk
from groups.forum.actions import reply, start_thread
from groups.forum.models import Post, Thread
from groups.joining.actions import ask
from groups.roster.actions import appoint, found_group, join, settle_in
from groups.roster.models import Group, Membership
from groups.roster.queries import conversation_of

AGREEMENT = (
    "What is said here stays here.\n"
    "We speak from our own road and give advice when it is asked for.\n"
    "No names of places, sellers or doses.\n"
    "Anyone may just read."
)
#: Who came into a room only lately, in hours; everyone else has been here for long.
NEWCOMERS = {
    ("evening-circle", "mica"): 6,
    ("evening-circle", "harun"): 90,
    ("evening-circle", "pia"): 130,
    ("evening-circle", "gil"): 12 * 24,
    ("evening-circle", "kit"): 31 * 24,
}
#: How much of each chat these people have not read yet.
UNREAD = {"alba": 3, "gil": 5, "faye": 2}


def gather(people: People, house: Facility) -> None:
    """Found the six groups, fill them and let them talk."""
    for room in ROOMS:
        group = _found(room, people, house)
        _fill(room, group, people)
        _talk(room, group, people)
        for talk in room.talks:
            _discuss(talk, group, people)
    circle = Group.objects.get(slug="evening-circle")
    ask(
        circle,
        by=people["leif"],
        name="Leif",
        words="I was at Harbor House in the spring. A friend told me about this room.",
    )


def _found(room: Room, people: People, house: Facility) -> Group:
    facility = house if room.of_facility else None
    founder = people["faye"] if room.of_facility else people[room.leader]
    group = found_group(
        by=founder,
        slug=room.slug,
        name=room.name,
        kind=room.kind,
        entry=room.entry,
        about=room.about,
        agreement=AGREEMENT,
        facility=facility,
    )
    if founder != people[room.leader]:  # staff open the room and hand it over
        leader = settle_in(group, people[room.leader], name=room.leader.title(), hue=people[room.leader].hue)
        appoint(leader, by=founder, role=Membership.Role.LEADER, reason="Leads this room from today.")
        appoint(
            Membership.objects.get(group=group, member=founder),
            by=people[room.leader],
            role=Membership.Role.MEMBER,
            reason="The room is handed over.",
        )
    return group


def _fill(room: Room, group: Group, people: People) -> None:
    now = timezone.now()
    for number, key in enumerate(room.members):
        member = people[key]
        if group.entry == Group.Entry.OPEN:
            membership = join(group, by=member, name=member.name)
        else:
            membership = settle_in(group, member, name=member.name, hue=member.hue)
        since = now - timedelta(hours=NEWCOMERS.get((room.slug, key), (60 + 11 * number) * 24))
        Membership.objects.filter(pk=membership.pk).update(joined_at=since)
        Participant.objects.filter(conversation__scope=group.scope, member=member).update(created_at=since)
        Member.objects.filter(pk=member.pk, joined_at__gt=since).update(joined_at=since)
    founded = now - timedelta(days=500)
    Membership.objects.filter(group=group, member=people[room.leader]).update(joined_at=founded)
    Participant.objects.filter(conversation__scope=group.scope, member=people[room.leader]).update(created_at=founded)
    leader = people[room.leader]
    for key, role in room.roles.items():
        appoint(Membership.objects.get(group=group, member=people[key]), by=leader, role=role)


def _talk(room: Room, group: Group, people: People) -> None:
    now, talk = timezone.now(), conversation_of(group)
    for hours, key, words in room.chat:
        message = post(talk, by=people[key], body=words, client_id=uuid4())
        Message.objects.filter(pk=message.pk).update(sent_at=now - timedelta(hours=hours))
    talk.refresh_from_db()
    Conversation.objects.filter(pk=talk.pk).update(last_message_at=now - timedelta(hours=room.chat[-1][0]))
    for key in room.members:
        mark_seen(talk, by=people[key], seq=max(talk.last_seq - UNREAD.get(key, 0), 0))


def _discuss(talk: Talk, group: Group, people: People) -> None:
    now = timezone.now()
    hours, key, words = talk.first
    thread = start_thread(group, by=people[key], title=talk.title, body=words)
    begun = last = now - timedelta(hours=hours)
    for hours, key, words in talk.replies:
        answer = reply(thread, by=people[key], body=words)
        last = now - timedelta(hours=hours)
        Post.objects.filter(pk=answer.pk).update(created_at=last)
    Thread.objects.filter(pk=thread.pk).update(created_at=begun, last_post_at=last)
