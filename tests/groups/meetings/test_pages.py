"""What pages of meetings show, and to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.members.actions import block
from community.members.models import Member
from community.safety.actions import report
from groups.meetings.actions import answer, leave_out, make_meeting
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.meetings.plan import plan_of
from groups.meetings.queries import next_for
from groups.meetings.repeating import ONCE
from groups.roster.models import Group, Membership

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/room"


@pytest.fixture
def soon(make):
    """`soon(14)` begins in so many minutes, online; `places=` limits it."""

    def give(minutes, **said):
        meeting = make(repeats=ONCE, online_url=LINK, online_phone="+1 555 0100", **said)
        begins = timezone.now() + timedelta(minutes=minutes)
        meeting.occurrences.update(starts_at=begins, ends_at=begins + timedelta(hours=1))
        return meeting.occurrences.get()

    return give


def page(client, member, address):
    client.force_login(member)
    return client.get(address)


def test_lists_show_what_comes(client, soon, birch):
    occurrence = soon(1)
    for place in ("/meetings/", "/groups/evening-circle/meetings/"):
        for view in ("", "?view=week", "?view=month", "?view=week&on=2026-99-99", "?after=rubbish~x"):
            answered = page(client, birch.member, place + view)
            assert answered.status_code == 200
            assert occurrence.get_absolute_url() in answered.content.decode()


def test_a_list_goes_on_by_key(client, make, birch):
    for _number in range(2):
        make(starts_on=timezone.localdate() + timedelta(days=2))
    client.force_login(birch.member)
    seen, address = [], "/meetings/"
    while address:
        answered = client.get(address)
        seen += [entry.occurrence.pk for entry in answered.context["coming"]]
        more = answered.context["more"]
        address = f"/meetings/?after={more.replace('+', '%2B')}" if more else ""
    assert seen == list(Occurrence.objects.order_by("starts_at", "id").values_list("pk", flat=True))
    assert len(seen) > 20


def test_on_now_is_marked_and_today_speaks_of_it(client, soon, birch):
    occurrence = soon(-5)
    assert "Happening now" in page(client, birch.member, "/meetings/").content.decode()
    assert "Happening now" in page(client, birch.member, "/").content.decode()
    assert next_for(birch.member).now
    answer(occurrence, by=birch.member, coming=False)
    assert next_for(birch.member) is None


@pytest.mark.parametrize(("minutes", "there"), [(16, False), (14, True), (-59, True), (-80, False)])
def test_the_link_is_there_from_a_quarter_of_an_hour_before(client, soon, birch, minutes, there):
    body = page(client, birch.member, soon(minutes).get_absolute_url()).content.decode()
    assert (LINK in body) is there
    assert ("tel:+15550100" in body) is there


def test_the_link_is_for_those_who_may(client, soon, birch, finch, heron, dara):
    occurrence = soon(5, places=1)
    answer(occurrence, by=birch.member, coming=True)
    answer(occurrence, by=finch.member, coming=True)
    address = occurrence.get_absolute_url()
    assert LINK in page(client, birch.member, address).content.decode()
    assert LINK not in page(client, finch.member, address).content.decode(), "they wait for a place"
    assert LINK in page(client, heron.member, address).content.decode(), "they keep the group"
    assert page(client, dara, address).status_code == 404
    Membership.objects.filter(pk=birch.pk).update(away_until=timezone.now() + timedelta(days=1))
    assert page(client, birch.member, address).status_code == 404
    Meeting.objects.update(open_to="everyone")
    assert page(client, birch.member, address).status_code == 404
    Meeting.objects.update(open_to="group")
    for place in ("/meetings/", "/meetings/?view=week", "/groups/evening-circle/meetings/", "/"):
        assert LINK not in page(client, heron.member, place).content.decode()
    assert LINK not in page(client, heron.member, occurrence.meeting.get_absolute_url()).content.decode()


def test_the_link_is_sealed_where_it_lies(make):
    from django.db import connection

    meeting = make(online_url=LINK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT online_url FROM groups_meeting WHERE id = %s", [meeting.pk])
        assert LINK not in cursor.fetchone()[0]


def test_strangers_guests_and_the_removed(client, make, dara, removed, birch):
    meeting = make()
    occurrence = meeting.occurrences.earliest("starts_at")
    for member in (dara, removed.member):
        for address in (meeting.get_absolute_url(), occurrence.get_absolute_url()):
            assert page(client, member, address).status_code == 404
        assert client.post(f"{occurrence.get_absolute_url()}answer/", {"coming": "yes"}).status_code == 404
        assert page(client, member, "/groups/evening-circle/meetings/").status_code == 403
    Meeting.objects.update(open_to="everyone")
    assert page(client, dara, occurrence.get_absolute_url()).status_code == 200
    assert occurrence.get_absolute_url() not in page(client, dara, "/meetings/").content.decode()
    client.post(f"{occurrence.get_absolute_url()}answer/", {"coming": "yes"})
    assert occurrence.get_absolute_url() in page(client, dara, "/meetings/").content.decode()
    Group.objects.update(entry="hidden")
    assert page(client, dara, occurrence.get_absolute_url()).status_code == 404


def test_members_do_not_change_what_is_not_theirs(client, make, birch):
    meeting = make()
    occurrence = meeting.occurrences.earliest("starts_at")
    pause = leave_out(
        meeting, by=meeting.by.member, first_day=timezone.localdate(), last_day=timezone.localdate() + timedelta(days=1)
    )
    client.force_login(birch.member)
    at, all_ = occurrence.get_absolute_url(), meeting.get_absolute_url()
    for address in (f"{at}change/", f"{at}call-off/", f"{all_}change/", f"{all_}days-off/", f"{all_}rest/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403
    for address in (f"{at}back/", f"{all_}open/", f"{all_}days-off/{pause.pk}/back/"):
        assert client.post(address).status_code == 403


def test_what_a_blocked_person_suggested_is_not_there_for_the_blocker(client, make, birch, finch):
    meeting = make()
    walk = make_meeting(meeting.group, by=finch.member, plan=plan_of_activity(meeting))
    answer(meeting.occurrences.earliest("starts_at"), by=finch.member, coming=True)
    block(birch.member, finch.member, known_as="Finch")
    assert page(client, birch.member, walk.get_absolute_url()).status_code == 404
    shown = page(client, birch.member, meeting.occurrences.earliest("starts_at").get_absolute_url())
    assert "Finch" not in shown.content.decode()
    assert page(client, finch.member, walk.get_absolute_url()).status_code == 200


def test_a_meeting_can_be_reported_and_taken_out(client, make, birch, finch):
    walk = make_meeting(make().group, by=finch.member, plan=plan_of_activity(Meeting.objects.get()))
    client.force_login(birch.member)
    assert client.get(f"/report/meeting/{walk.pk}/").status_code == 200
    report(walk, by=birch.member, category="other")
    walk.hide(by=finch.member)
    assert page(client, birch.member, walk.get_absolute_url()).status_code == 404


def plan_of_activity(meeting):
    from dataclasses import replace

    return replace(plan_of(meeting), kind="activity", title="A walk")


def form(**said):
    given = {
        "title": "The long table",
        "kind": "meeting",
        "starts_on": str(timezone.localdate() + timedelta(days=3)),
        "starts_at": "19:00",
        "ends_at": "20:30",
        "zone": "Australia/Lord_Howe",
        "how": "weekly",
        "every": "2",
        "days": ["1", "4"],
        "nth": "1",
        "weekday": "0",
        "ending": "times",
        "times": "6",
        "place": "The mill",
        "open_to": "group",
    }
    return given | said


def test_a_form_in_plain_words(client, group, heron):
    address = "/meetings/new/?group=evening-circle"
    shown = page(client, heron.member, address).content.decode()
    assert "RRULE" not in shown
    assert "FREQ" not in shown
    looked = client.post(address, form(look="1"))
    assert "Every 2 weeks on Tuesday and Friday, 6 times" in looked.content.decode()
    assert not Meeting.objects.exists()
    saved = client.post(address, form())
    meeting = Meeting.objects.get()
    assert saved.url == meeting.get_absolute_url()
    assert (meeting.minutes, meeting.occurrences.count()) == (90, 6)
    mark = str(meeting.client_id)
    assert client.post(address, form(client_id=mark)).url == saved.url
    other = client.post(address, form(client_id=mark, title="Another evening"))
    assert other.status_code == 422
    assert "Another evening" in other.content.decode()
    assert mark not in other.content.decode(), "what is sent again is a second one"
    assert "RRULE" not in client.get(f"{meeting.get_absolute_url()}change/").content.decode()
    client.post(f"{meeting.get_absolute_url()}change/", form(ends_at="19:45", read=meeting.sequence))
    meeting.refresh_from_db()
    assert meeting.minutes == 45


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": ""}, "A name helps"),
        ({"place": ""}, "Say where"),
        ({"ending": "until", "until": ""}, "Which day is the last?"),
        ({"starts_on": "9999-12-31", "starts_at": "23:30"}, "look at the year"),
        ({"starts_on": "0001-01-01", "how": "daily"}, "look at the year"),
        ({"ending": "until", "until": "9999-12-31", "zone": "America/New_York"}, "look at the year"),
        ({"how": "once", "starts_on": "2020-01-01"}, "That time is over"),
        ({"times": ""}, "How many times?"),
        ({"online_url": "not a link"}, "Write the whole address"),
        ({"starts_at": "late"}, "Write it like 18:30."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client, group, heron, said, words):
    client.force_login(heron.member)
    answered = client.post("/meetings/new/?group=evening-circle", form(about="Bring a cup.", **said))
    assert answered.status_code == 422
    assert words in answered.content.decode()
    assert "Bring a cup." in answered.content.decode()


def test_members_plan_something_to_do_together(client, group, birch, quieted):
    client.force_login(birch.member)
    client.post("/meetings/new/?group=evening-circle", form(kind="session", open_to="everyone"))
    walk = Meeting.objects.get()
    assert (walk.kind, walk.open_to, walk.listed_at) == ("activity", "group", None)
    assert page(client, quieted.member, "/meetings/new/?group=evening-circle").status_code == 403


def test_one_time_is_changed_called_off_and_brought_back(client, make, heron):
    occurrence = make().occurrences.earliest("starts_at")
    at = occurrence.get_absolute_url()
    client.force_login(heron.member)
    assert client.get(f"{at}change/").status_code == 200
    said = {"day": "2040-01-05", "starts_at": "23:00", "ends_at": "00:30", "note": "Late, this once."}
    assert client.post(f"{at}change/", said).status_code == 302
    occurrence.refresh_from_db()
    assert occurrence.ends_at - occurrence.starts_at == timedelta(minutes=90)
    assert client.post(f"{at}change/", said | {"day": "2001-01-05"}).status_code == 422
    client.post(f"{at}call-off/", {"note": "Rain."})
    assert "Rain." in client.get(at).content.decode()
    client.post(f"{at}back/")
    occurrence.refresh_from_db()
    assert occurrence.cancelled_at is None


def test_answers_by_plain_forms(client, make, birch):
    occurrence = make(places=1).occurrences.earliest("starts_at")
    other = Member.objects.create_user("nico@demo.example", "walk-beside-me", name="Nico")
    client.force_login(birch.member)
    at = occurrence.get_absolute_url()
    assert "You have a place" in client.post(f"{at}answer/", {"coming": "yes"}, follow=True).content.decode()
    assert "Not this time" in client.post(f"{at}answer/", {"coming": "no"}, follow=True).content.decode()
    assert Answer.objects.get().state == "not"
    assert page(client, other, at).status_code == 404


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/?view=week", "/meetings/?view=month"])
def test_as_many_questions_for_many_as_for_few(client, make, birch, address, django_assert_max_num_queries):
    make()
    client.force_login(birch.member)
    client.get(address)
    for _number in range(3):
        make()
    with django_assert_max_num_queries(6):
        client.get(address)
