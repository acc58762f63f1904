"""A house that grows: so many more of everything that a page lists, written in bulk on top of the demo week."""

from datetime import time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import F
from django.utils import timezone

from community.audit.models import Entry
from community.checkins.models import CheckIn
from community.circle.models import CircleInvitation, Tie
from community.conversations.models import Conversation, Message, Participant
from community.facilities.models import Facility, Invitation, Stay
from community.members.models import Block, Member, Profile
from community.milestones.models import Counter, Span
from community.notifications.models import Notification
from community.safety.models import Case, Category, Report, Urgency
from community.support.models import SupportPerson
from groups.attendance.models import Attendance
from groups.directory.models import Feed, Listing, ListingTime
from groups.forum.models import Post, Thread
from groups.joining.models import JoinRequest
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.roster.models import Group, Membership
from groups.welcome.watching import find_first_words
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import Matters, MentorOffer

_numbers = count(1)


class House:
    """The week, and the rooms in it that grow. ``grow(n)`` adds n of everything."""

    def __init__(self, week: Any) -> None:
        self.week = week
        self.circle = Group.objects.get(slug="evening-circle")
        self.talk = Conversation.objects.get(scope=self.circle.scope)
        self.facility = Facility.objects.get()
        self.pair = Pair.objects.get(mentee=week.alba)
        self.sitting = Occurrence.objects.filter(meeting__group=self.circle).upcoming()[0]
        self.thread = Thread.objects.filter(group=self.circle, hidden_at=None).earliest("pk")

    def grow(self, n: int) -> None:
        """Add n people, and n of everything they do; each is new, says first words, and is answered by nobody."""
        marks = [next(_numbers) for _ in range(n)]
        people = Member.objects.bulk_create(
            Member(email=f"many-{mark}@example.org", name=f"Many {mark}", name_key=f"many{mark}") for mark in marks
        )
        Profile.objects.bulk_create(Profile(member=person, welcomed_at=timezone.now()) for person in people)
        self.the_circle(people)
        self.its_meetings(people)
        self.their_groups(people)
        self.the_directory(people)
        self.albas(people)
        self.mentoring(people)
        self.the_desk(people)
        find_first_words(timezone.now())
        with connection.cursor() as cursor:  # as autovacuum does, which does not see what is not committed
            cursor.execute("ANALYZE")

    def the_circle(self, people: list[Member]) -> None:
        """Members of the circle, their threads, replies in one thread, lines in its chat, and requests to come in."""
        now, last, circle = timezone.now(), self.talk_end(self.talk), self.circle
        seats = Membership.objects.bulk_create(
            Membership(group=circle, member=one, name=one.name, name_key=one.name_key) for one in people
        )
        circle.member_count += len(people)
        circle.save()
        Thread.objects.bulk_create(
            Thread(group=circle, author=seat, last_post_by=seat, title="First words", body="Hello", html="<p>Hello</p>")
            for seat in seats
        )
        replies = Post.objects.filter(thread=self.thread).count()
        Post.objects.bulk_create(
            Post(thread=self.thread, number=replies + n, author=seat, body="Yes", html="<p>Yes</p>")
            for n, seat in enumerate(seats, start=1)
        )
        Thread.objects.filter(pk=self.thread.pk).update(reply_count=F("reply_count") + len(seats), last_post_at=now)
        places = Participant.objects.bulk_create(
            Participant(conversation=self.talk, member=one, name=one.name) for one in people
        )
        self.say(self.talk, places, last)
        askers = Member.objects.bulk_create(
            Member(email=f"asks-{one.email}", name=f"Asks {one.name}", name_key=f"asks{one.name_key}") for one in people
        )
        JoinRequest.objects.bulk_create(JoinRequest(group=circle, member=one, name=one.name) for one in askers)
        Block.objects.bulk_create(Block(blocker=self.week.alba, blocked=one, known_as=one.name) for one in askers)

    def its_meetings(self, people: list[Member]) -> None:
        """Meetings of the circle, each with a time tomorrow; and people who come to one that was there before."""
        tomorrow, hour = timezone.now() + timedelta(days=1), timedelta(hours=1)
        meetings = Meeting.objects.bulk_create(
            Meeting(
                group=self.circle, title=f"Many {one.pk}", zone="UTC", starts_on=tomorrow.date(), starts_at=time(12)
            )
            for one in people
        )
        Occurrence.objects.bulk_create(
            Occurrence(meeting=one, original_start=tomorrow, starts_at=tomorrow, ends_at=tomorrow + hour)
            for one in meetings
        )
        Answer.objects.bulk_create(
            Answer(occurrence=self.sitting, member=one, state=Answer.State.GOING) for one in people
        )

    def the_directory(self, people: list[Member]) -> None:
        """Meetings of the list the house keeps, and times alba was at one."""
        feed, now = Feed.objects.get(), timezone.now()
        listings = Listing.objects.bulk_create(
            Listing(feed=feed, slug=f"many-{one.pk}", name=f"Many {one.pk}", zone="UTC", attendance="in_person")
            for one in people
        )
        ListingTime.objects.bulk_create(ListingTime(listing=one, at=one.pk % 10_080) for one in listings)
        Attendance.objects.bulk_create(
            Attendance(member=self.week.alba, title="Many", starts_at=now, minutes=60, zone="UTC") for _one in people
        )

    def their_groups(self, people: list[Member]) -> None:
        """A group each that anyone may find, and one that alba is in."""
        now = timezone.now()
        for kind, words in (("found", "Other"), ("joined", "Own")):
            groups = Group.objects.bulk_create(
                Group(slug=f"{kind}-{one.pk}", name=f"{words} room {one.pk}", kind=Group.Kind.HOBBY, about="Walks.")
                for one in people
            )
            if kind == "joined":
                alba = self.week.alba
                Membership.objects.bulk_create(
                    Membership(group=group, member=alba, name="Alba", name_key=f"alba{group.pk}") for group in groups
                )
                talks = Conversation.objects.bulk_create(
                    Conversation(scope=group.scope, last_seq=1, last_message_at=now) for group in groups
                )
                places = Participant.objects.bulk_create(
                    Participant(conversation=talk, member=alba, name="Alba") for talk in talks
                )
                Message.objects.bulk_create(
                    Message(conversation=place.conversation, seq=1, author=place, client_id=uuid4(), body="a", html="a")
                    for place in places
                )

    def albas(self, people: list[Member]) -> None:
        """Notices, days, counters with spans, people of her circle and for a hard night, links that wait."""
        alba, now = self.week.alba, timezone.now()
        Notification.objects.bulk_create(
            Notification(member=alba, kind="support_asked", subject=f"many:{one.pk}", text="Words", url="/", about=one)
            for one in people
        )
        first = CheckIn.objects.filter(member=alba).earliest("day").day
        CheckIn.objects.bulk_create(
            CheckIn(member=alba, day=first - timedelta(days=n), mood=1 + n % 5, craving=n % 11)
            for n in range(1, len(people) + 1)
        )
        counters = Counter.objects.bulk_create(Counter(member=alba, label=f"Days {one.pk}") for one in people)
        start = timezone.localdate() - timedelta(days=40)
        Span.objects.bulk_create(
            Span(counter=counter, started_on=start + timedelta(days=n), ended_on=start + timedelta(days=n + 1))
            for counter in counters
            for n in range(2)
        )
        Tie.objects.bulk_create(Tie(member=alba, supporter=one, name=one.name) for one in people)
        Tie.objects.bulk_create(Tie(member=one, supporter=alba, name="Alba") for one in people)
        CircleInvitation.objects.bulk_create(
            CircleInvitation(member=alba, name="Aunt", digest=f"many-{one.pk}", expires_at=now + timedelta(days=3))
            for one in people
        )
        ties = Tie.objects.filter(member=alba, supporter__in=people)
        SupportPerson.objects.bulk_create(
            SupportPerson(member=alba, person=tie.supporter, key=f"tie:{tie.pk}", name=tie.name, known_as="Alba")
            for tie in ties
        )

    def mentoring(self, people: list[Member]) -> None:
        """Offers with room, others that wait for approval, people who ask bruno, and words between the two."""
        week, now = self.week, timezone.now()
        Matters.objects.bulk_create(Matters(member=one, lived=1, looking_since=now) for one in people)
        common = {"facility": self.facility, "story": "A story.", "years": 3, "agreement": "1", "places": 3}
        year = timezone.localdate() + timedelta(days=365)
        MentorOffer.objects.bulk_create(
            MentorOffer(member=one, **common, **({"approved_at": now, "review_due": year} if n % 2 else {}))
            for n, one in enumerate(people)
        )
        Request.objects.bulk_create(
            Request(offer=self.pair.offer, mentor=week.bruno, mentee=one, slot=1, lapses_at=now + timedelta(days=2))
            for one in people
        )
        talk = Conversation.objects.get(scope=self.pair.scope)
        place = Participant.objects.get(conversation=talk, member=week.bruno)
        self.say(talk, [place] * len(people), self.talk_end(talk))

    def the_desk(self, people: list[Member]) -> None:
        """Stays, invitations, cases with reports, decided ones too, and the log."""
        week, now, house = self.week, timezone.now(), self.facility
        today = timezone.localdate()
        Stay.objects.bulk_create(Stay(facility=house, member=one, admitted_on=today) for one in people)
        Invitation.objects.bulk_create(
            Invitation(
                facility=house,
                digest=f"many-{one.pk}",
                email=f"guest-{one.pk}@example.org",
                admitted_on=today,
                invited_by=week.faye,
                expires_at=now + timedelta(days=9),
            )
            for one in people
        )
        lines = dict(Message.objects.filter(author__member__in=people).values_list("author__member", "pk"))
        common = {"key": "message", "scope": self.circle.scope, "facility": house, "report_count": 1}
        common |= {"about": "a message", "category": Category.HURTFUL, "urgency": Urgency.ORDINARY}
        cases = Case.objects.bulk_create(
            Case(
                author=one,
                author_name=one.name,
                thing_id=lines[one.pk],
                **common,
                **({"closed_at": now, "closed_by": week.carmen, "outcome": Case.Outcome.KEPT} if decided else {}),
            )
            for one in people
            for decided in (False, True)
        )
        Report.objects.bulk_create(
            Report(
                case=case,
                key=case.key,
                thing_id=case.thing_id,
                reporter=case.author,
                category=case.category,
                snapshot="x",
            )
            for case in cases
            if case.is_open
        )
        Entry.objects.bulk_create(
            Entry(by=week.faye, act="hide_message", facility=house, scope=self.circle.scope, about=one, reason="So.")
            for one in people
        )

    @staticmethod
    def talk_end(talk: Conversation) -> int:
        talk.refresh_from_db()
        return talk.last_seq

    @staticmethod
    def say(talk: Conversation, places: list[Participant], last: int) -> None:
        """One line each, in turn."""
        now = timezone.now()
        Message.objects.bulk_create(
            Message(conversation=talk, seq=last + n, author=place, client_id=uuid4(), body="Hello", html="<p>Hello</p>")
            for n, place in enumerate(places, start=1)
        )
        Conversation.objects.filter(pk=talk.pk).update(last_seq=last + len(places), last_message_at=now)
