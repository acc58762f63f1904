"""Who is told that someone new waits, when, and when nobody is any more."""

from datetime import time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.facilities.models import StaffRole
from community.members.actions import block
from community.notifications.models import Delivery, Notification
from config.schedule import SCHEDULE
from groups.daily.models import Daily, DailyLine
from groups.forum.actions import reply, start_thread
from groups.forum.models import Mention as NamedInPost
from groups.forum.models import Post, Sign, Thread
from groups.roster.actions import leave, remove
from groups.roster.models import Group, Membership, Sanction
from groups.welcome.actions import count_who_came_back, give_hours, keep_hellos
from groups.welcome.models import FirstHello
from groups.welcome.notifications import WAITS_FOR_A_HELLO
from groups.welcome.queries import could_use_a_hello

pytestmark = pytest.mark.django_db
ALL_WEEK = range(7)


@pytest.fixture
def hands(group, seat, alba, bruno, carmen, faye, harbor, someone_else):
    """Alba greets at all hours, somebody else at none; Bruno is a mentor, Carmen a moderator, Faye staff outside."""
    seat(alba, "greeter")
    seat(someone_else, "greeter")
    seat(bruno, "mentor")
    seat(carmen, "moderator")
    StaffRole.objects.create(facility=harbor, member=faye, role="counsellor")
    give_hours(group, by=alba, days=ALL_WEEK, starts=time(0), ends=time(0), zone="Asia/Tokyo")


@pytest.fixture
def someone_else(db):
    from community.members.models import Member

    return Member.objects.create_user("nico@demo.example", "walk-beside-me", name="Nico")


def test_greeters_on_duty_then_mentors_and_leaders_then_staff(hands, newcomer, eli, speak, told):
    said_at = timezone.now()
    speak(eli)
    keepers = ["Alba", "Bruno", "Tomas"]
    everyone = ["Alba", "Bruno", "Faye", "Tomas"]
    steps = ((1, ["Alba"]), (9.8, ["Alba"]), (10.1, keepers), (59.8, keepers), (60.1, everyone), (600, everyone))
    for minutes, names in steps:
        keep_hellos(said_at + timedelta(minutes=minutes))
        assert told() == names, minutes
    assert FirstHello.objects.get().due_at is None
    # Tomas leads and is staff: for him the same notice is renewed once.
    assert sorted(Notification.objects.filter(kind="first_hello").values_list("count", flat=True)) == [1, 1, 1, 2]


def test_after_a_pause_every_rung_is_told_and_the_times_are_settings(hands, newcomer, eli, speak, told, settings):
    settings.FIRST_HELLO_MENTORS_AFTER = timedelta(minutes=2)
    settings.FIRST_HELLO_STAFF_AFTER = timedelta(minutes=5)
    speak(eli, minutes_ago=3)
    keep_hellos()
    assert told() == ["Alba", "Bruno", "Tomas"]


@pytest.mark.parametrize("who", ["alba", "hana"])
def test_anybodys_answer_ends_it(hands, seat, newcomer, eli, speak, told, request, who):
    """A greeter's, a mentor's, or that of a member nobody asked; and who was told is let off."""
    member = request.getfixturevalue(who)
    if who == "hana":
        seat(member)
        Membership.objects.filter(member=member).update(joined_at=timezone.now() - timedelta(days=90))
    speak(eli, minutes_ago=11)
    keep_hellos()
    assert told() == ["Alba", "Bruno", "Tomas"]
    notice = Notification.objects.filter(kind="first_hello").first()
    assert WAITS_FOR_A_HELLO.still_holds(notice)
    speak(member, "Welcome in.")
    keep_hellos(timezone.now() + timedelta(hours=2))
    assert told() == []
    assert not WAITS_FOR_A_HELLO.still_holds(notice)
    assert FirstHello.objects.get().answered_at is not None


def test_ones_own_words_are_no_answer(hands, newcomer, eli, speak, told):
    thread = start_thread(newcomer.group, by=eli, title="Hello", body="New here.")
    reply(thread, by=eli, body="Anyone?")
    speak(eli, "And here?")
    keep_hellos(timezone.now() + timedelta(minutes=61))
    assert told() == ["Alba", "Bruno", "Faye", "Tomas"]
    assert FirstHello.objects.count() == 1


def test_two_who_are_new_and_say_hello_have_not_answered_each_other(hands, seat, newcomer, eli, gil, speak):
    seat(gil)
    Membership.objects.filter(member=gil).update(joined_at=timezone.now() - timedelta(hours=1))
    speak(eli)
    speak(gil)
    keep_hellos()
    assert [hello.answered_at for hello in FirstHello.objects.all()] == [None, None]


def test_below_others_words_what_answers_somebody_else_is_no_answer(hands, newcomer, eli, alba, leader, group):
    thread = start_thread(group, by=leader, title="Evenings", body="What do you do?")
    mine = reply(thread, by=eli, body="I do not know yet.")
    other = reply(thread, by=alba, body="Crosswords are fine, Tomas.")
    Post.objects.filter(pk=other.pk).update(quotes=0)
    daily = Daily.objects.create(group=group, day=timezone.now().date(), thread=thread)
    line = DailyLine.objects.create(daily=daily, post=reply(thread, by=alba, body="Grateful."), prompt="gratitude")
    keep_hellos()
    assert FirstHello.objects.get().answered_at is None
    assert len(could_use_a_hello(alba)) == 1
    line.delete()
    keep_hellos()
    assert FirstHello.objects.get().answered_at is not None, "plain words below theirs are"
    line.post.hide(by=leader)
    Post.objects.filter(pk=other.pk).update(quotes=mine.number)
    keep_hellos()
    assert FirstHello.objects.get().answered_at == other.created_at


def test_an_answer_elsewhere_is_one(hands, newcomer, eli, leader, alba, group, speak):
    """They wrote a discussion; somebody answers what they said in the chat as well."""
    start_thread(group, by=eli, title="Hello", body="New here.")
    speak(eli, "And hello here.")
    keep_hellos()
    assert FirstHello.objects.get().kind == "discussion"
    speak(alba, "Hello Finch.")
    keep_hellos()
    assert FirstHello.objects.get().answered_at is not None


def test_named_in_a_discussion_and_a_sign_where_words_are_not_wanted(hands, newcomer, eli, alba, group):
    thread = start_thread(group, by=eli, title="Hello", body="New here.")
    keep_hellos()
    birch = Membership.objects.get(group=group, member=alba)
    sign = Sign.objects.create(thread=thread, membership=birch, kind="with_you")
    keep_hellos()
    assert FirstHello.objects.get().answered_at is None, "where words are wanted a sign is none"
    Thread.objects.filter(pk=thread.pk).update(mode="witness")
    keep_hellos()
    assert FirstHello.objects.get().answered_at == sign.created_at
    sign.delete()
    keep_hellos()
    assert FirstHello.objects.get().answered_at is None
    elsewhere = start_thread(group, by=alba, title="New faces", body="Welcome, all.")
    NamedInPost.objects.create(thread=elsewhere, membership=newcomer)
    keep_hellos()
    assert FirstHello.objects.get().answered_at is not None


def test_who_they_do_not_hear_has_not_answered(hands, newcomer, eli, alba, group, speak):
    block(eli, alba, known_as="Alba here")
    speak(eli)
    speak(alba, "Welcome in.")
    thread = start_thread(group, by=eli, title="Hello", body="New here.")
    reply(thread, by=alba, body="Welcome in.")
    keep_hellos()
    assert FirstHello.objects.get().answered_at is None


def test_an_answer_that_is_taken_out_was_none(hands, newcomer, eli, alba, leader, speak, told):
    speak(eli, minutes_ago=5)
    answer = speak(alba, "Get lost.")
    keep_hellos()
    assert FirstHello.objects.get().answered_at is not None
    Message.objects.get(pk=answer.pk).hide(by=leader)
    keep_hellos(timezone.now() + timedelta(minutes=6))
    assert FirstHello.objects.get().answered_at is None
    assert told() == ["Alba", "Bruno", "Tomas"]


def test_words_that_are_taken_out_wait_for_nobody_until_others_are_said(hands, newcomer, eli, leader, speak, told):
    first = speak(eli, "Buy from me.", minutes_ago=3)
    Message.objects.get(pk=first.pk).hide(by=leader)
    keep_hellos()
    assert told() == []
    hello = speak(eli, "Sorry. I am new.", minutes_ago=1)
    keep_hellos()
    assert FirstHello.objects.get().message == hello
    assert told() == ["Alba"]
    Message.objects.get(pk=hello.pk).hide(by=eli)
    thread = start_thread(newcomer.group, by=eli, title="Hello", body="Once more.")
    keep_hellos()
    assert (FirstHello.objects.get().kind, FirstHello.objects.get().thread) == ("discussion", thread)
    assert Notification.objects.filter(kind="first_hello").count() == 1, "who was told is not told again"


def test_who_is_not_there_any_more_is_not_called_for(hands, newcomer, eli, leader, speak, told):
    speak(eli, minutes_ago=9)
    keep_hellos()
    assert told() == ["Alba"]
    soon = timezone.now() + timedelta(days=3)
    ways = {
        "left": lambda: leave(newcomer.group, by=eli),
        "removed": lambda: remove(newcomer, by=leader, reason="For this test."),
        "away": lambda: Membership.objects.filter(pk=newcomer.pk).update(away_until=soon),
        "account": lambda: type(eli).objects.filter(pk=eli.pk).update(ended_at=timezone.now()),
        "archived": lambda: Group.objects.filter(pk=newcomer.group_id).update(archived_at=timezone.now()),
    }
    for way, go in ways.items():
        with transaction.atomic():
            go()
            keep_hellos(timezone.now() + timedelta(hours=2))
            assert told() == ["Alba"], way
            transaction.set_rollback(True)


def test_nobody_is_told_of_someone_they_blocked_or_who_blocked_them(hands, newcomer, eli, alba, bruno, speak, told):
    block(bruno, eli, known_as="Finch")
    block(eli, alba, known_as="Alba here")
    speak(eli, minutes_ago=11)
    keep_hellos()
    assert told() == ["Tomas"]


def test_who_may_not_write_or_has_no_place_there_is_not_told(hands, newcomer, eli, alba, bruno, speak, told):
    seat_of_alba = Membership.objects.get(group=newcomer.group, member=alba)
    Sanction.objects.create(membership=seat_of_alba, kind="quiet", reason="A day of rest.")
    Participant.objects.filter(member=bruno).update(ended_at=timezone.now())
    speak(eli, minutes_ago=11)
    keep_hellos()
    assert told() == ["Tomas"]


def test_without_a_rota_greeters_by_role_are_on_duty(group, seat, alba, newcomer, eli, speak, told):
    seat(alba, "greeter")
    speak(eli)
    keep_hellos()
    assert told() == ["Alba"]


def test_without_a_house_the_last_rung_is_everyone_who_greets(hands, newcomer, eli, speak, told):
    Group.objects.update(facility=None)
    speak(eli, minutes_ago=61)
    keep_hellos()
    assert told() == ["Alba", "Bruno", "Carmen", "Nico", "Tomas"]


def test_staff_learn_of_a_hidden_group_only_what_they_know(hands, newcomer, eli, faye, speak, told):
    Group.objects.update(entry="hidden")
    speak(eli, minutes_ago=61)
    keep_hellos()
    assert "Faye" not in told()
    Group.objects.update(entry="open")


def test_staff_outside_read_neither_name_nor_words(hands, newcomer, eli, faye, speak):
    speak(eli, "I am so tired.", minutes_ago=61)
    keep_hellos()
    notice = Notification.objects.get(member=faye, kind="first_hello")
    assert "Finch" not in notice.text
    assert "tired" not in notice.text
    assert notice.url == newcomer.group.get_absolute_url()


def test_old_words_are_written_down_and_nobody_is_woken(hands, newcomer, eli, speak, told):
    Membership.objects.filter(pk=newcomer.pk).update(joined_at=timezone.now() - timedelta(days=9))
    speak(eli, minutes_ago=49 * 60)
    keep_hellos()
    assert told() == []
    assert FirstHello.objects.get().due_at is None


def test_who_has_long_been_here_or_keeps_the_room_is_not_new(hands, newcomer, eli, bruno, carmen, speak):
    Membership.objects.filter(pk=newcomer.pk).update(joined_at=timezone.now() - timedelta(days=40))
    for member in (eli, bruno, carmen):
        speak(member)
    keep_hellos()
    assert not FirstHello.objects.exists()


def test_who_comes_back_is_not_new_again(hands, newcomer, eli, speak):
    speak(eli, minutes_ago=600)
    Membership.objects.filter(pk=newcomer.pk).update(joined_at=timezone.now() - timedelta(minutes=5))
    speak(eli)
    keep_hellos()
    assert not FirstHello.objects.exists()


def test_mails_say_nothing_and_are_dropped_when_answered(hands, newcomer, eli, alba, leader, speak):
    speak(eli, minutes_ago=11)
    keep_hellos()
    delivery = Delivery.objects.filter(notification__member=alba).get()
    speak(leader, "Welcome in.")
    keep_hellos()
    delivery.notification.refresh_from_db()
    assert delivery.notification.read_at is not None


def test_who_spoke_again_on_a_later_day_came_back(hands, newcomer, eli, speak):
    Membership.objects.filter(pk=newcomer.pk).update(joined_at=timezone.now() - timedelta(days=5))
    speak(eli, minutes_ago=4 * 24 * 60)
    speak(eli, minutes_ago=4 * 24 * 60 - 60)
    keep_hellos()
    count_who_came_back()
    assert FirstHello.objects.get().came_back_at is None
    thread = start_thread(newcomer.group, by=eli, title="Again", body="Me again.")
    assert count_who_came_back() == 1
    assert FirstHello.objects.get().came_back_at == thread.created_at
    assert count_who_came_back() == 0


def test_the_beat_looks_every_few_seconds():
    ticks = {one["task"]: one["schedule"] for one in SCHEDULE.values()}
    assert ticks["groups.keep_hellos"] <= 5
    assert ticks["groups.introduce_newcomers"] <= 15


def test_questions_do_not_grow_with_those_who_are_heard(
    hands, newcomer, eli, speak, alba, django_assert_max_num_queries
):
    speak(eli)
    speak(alba, "Welcome.")
    keep_hellos()
    assert Post.objects.count() == 0
    with django_assert_max_num_queries(8):
        keep_hellos()
