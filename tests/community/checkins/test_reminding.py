"""At the member's own hour, once a day; late is not at all; paused, skipped, snoozed without blame."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from community.checkins import actions
from community.checkins.actions import remind_due as ring
from community.checkins.models import Occurrence, Reminder
from community.kit.gate import Refused
from community.members.actions import end_account, live_in
from community.notifications.actions import deliver_due, prefer
from community.notifications.models import Delivery, Notification


def due_now(member, minutes_ago=1):
    """Give the member a reminder whose time was a minute ago, on their own clock."""
    here = timezone.now().astimezone(ZoneInfo(member.time_zone))
    reminder = actions.remind_me(member, at=(here + timedelta(hours=2)).time().replace(microsecond=0))
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    Reminder.objects.filter(pk=reminder.pk).update(
        due_at=moment, due_on=moment.astimezone(ZoneInfo(member.time_zone)).date()
    )
    reminder.refresh_from_db()
    return reminder


def test_reminds_once_and_sets_the_next_time(alba):
    reminder = due_now(alba)
    day = reminder.due_on
    assert ring() == 1
    assert ring() == 0
    reminder.refresh_from_db()
    assert reminder.due_on > day
    assert Occurrence.objects.get().outcome == "sent"
    assert Notification.objects.get().url == "/path/check-in/"
    deliver_due()
    assert len(mail.outbox) == 1


def test_not_when_already_checked_in(alba):
    due_now(alba)
    actions.check_in(alba, mood=4)
    assert ring() == 0
    assert Occurrence.objects.get().outcome == "needless"
    assert not Notification.objects.exists()


def test_checking_in_takes_the_notice_and_its_mail_back(alba):
    due_now(alba)
    ring()
    actions.check_in(alba, mood=4)
    assert Notification.objects.get().read_at is not None
    assert deliver_due() == 0


def test_a_late_beat_does_not_ring_in_the_night(alba):
    reminder = due_now(alba, minutes_ago=121)
    assert ring() == 0
    assert Occurrence.objects.get().outcome == "missed"
    reminder.refresh_from_db()
    assert reminder.due_at > timezone.now()


def test_a_little_late_still_rings(alba):
    due_now(alba, minutes_ago=110)
    assert ring() == 1


def test_days_away_are_not_made_up_for(alba):
    reminder = due_now(alba)
    Reminder.objects.filter(pk=reminder.pk).update(
        due_at=timezone.now() - timedelta(days=5), due_on=(timezone.now() - timedelta(days=5)).date()
    )
    assert ring() == 0
    assert Occurrence.objects.count() == 1


def test_paused_is_silent_and_comes_back(alba):
    reminder = due_now(alba)
    actions.pause(reminder, by=alba)
    assert ring() == 0
    actions.resume(reminder, by=alba)
    reminder.refresh_from_db()
    assert reminder.due_at > timezone.now()
    assert ring() == 0


def test_who_has_left_is_not_reminded(alba):
    due_now(alba)
    end_account(alba)
    assert ring() == 0


def test_skipped_before_its_hour(alba):
    due_now(alba)
    actions.skip_today(alba)
    assert ring() == 0
    assert Occurrence.objects.get().outcome == "skipped"


def test_snoozed_asks_once_more(alba):
    due_now(alba)
    assert actions.snooze(alba) is False
    ring()
    assert actions.snooze(alba) is True
    assert Notification.objects.filter(member=alba).unread().count() == 0
    assert ring() == 0
    Occurrence.objects.update(again_at=timezone.now() - timedelta(minutes=1))
    assert ring() == 1
    assert ring() == 0
    assert Notification.objects.filter(member=alba).unread().count() == 1


def test_snoozed_and_then_checked_in(alba):
    due_now(alba)
    ring()
    actions.snooze(alba)
    actions.check_in(alba, mood=3)
    Occurrence.objects.update(again_at=timezone.now() - timedelta(minutes=1))
    assert ring() == 0


def test_one_notice_waits_however_many_reminders(alba):
    due_now(alba)
    ring()
    Reminder.objects.update(at=time(0, 1))
    due_now(alba)
    ring()
    assert Notification.objects.filter(member=alba).unread().count() == 1
    assert Delivery.objects.count() == 2


def test_moving_to_another_zone_moves_the_hour(alba):
    live_in(alba, time_zone="UTC")
    alba.refresh_from_db()
    reminder = actions.remind_me(alba, at=time(20))
    live_in(alba, time_zone="Asia/Tokyo")
    ring()
    reminder.refresh_from_db()
    assert reminder.zone == "Asia/Tokyo"
    assert reminder.due_at.astimezone(ZoneInfo("Asia/Tokyo")).time() == time(20)
    assert not Occurrence.objects.exists()


def test_the_old_zones_hour_does_not_ring(alba):
    """Due by the old clock in the very minute of the move: reckoned anew, not rung."""
    reminder = due_now(alba)
    Reminder.objects.filter(pk=reminder.pk).update(zone="Asia/Tokyo")
    assert ring() == 0
    reminder.refresh_from_db()
    assert reminder.due_at > timezone.now()


def test_not_twice_on_one_day_by_changing_the_time(alba):
    reminder = due_now(alba)
    day = reminder.due_on
    ring()
    later = (timezone.now() + timedelta(minutes=30)).astimezone(ZoneInfo(alba.time_zone)).time()
    actions.change(reminder, by=alba, at=later.replace(microsecond=0), days=Reminder.EVERY_DAY)
    reminder.refresh_from_db()
    assert reminder.due_on > day


def test_one_that_fails_does_not_hold_up_the_others(alba, bruno, monkeypatch):
    due_now(alba, minutes_ago=2)
    due_now(bruno)
    real = ring.__globals__["remind"]

    def failing(reminder, day):
        if reminder.member_id == alba.pk:
            raise RuntimeError("broken")
        real(reminder, day)

    monkeypatch.setitem(ring.__globals__, "remind", failing)
    assert ring() == 1
    assert Occurrence.objects.get().reminder.member == bruno


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"days": []}, "days"), ({"days": [8]}, "days"), ({"at": time(23)}, "at"), ({"at": time(8)}, "at")],
)
def test_refused_kindly_at_the_field(alba, wrong, field):
    prefer(alba, email=True, discreet=True, quiet_from=time(22), quiet_until=time(7))
    actions.remind_me(alba, at=time(8))
    with pytest.raises(Refused) as refusal:
        actions.remind_me(alba, **{"at": time(9)} | wrong)
    assert refusal.value.field == field


def test_six_are_enough(alba):
    for hour in range(9, 15):
        actions.remind_me(alba, at=time(hour))
    with pytest.raises(Refused, match="Six"):
        actions.remind_me(alba, at=time(16))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_each_member_once(alba, bruno, carmen, dara, eli):
    """Real threads, each with its own connection, over and over the same rows."""
    members = (alba, bruno, carmen, dara, eli)
    for member in members:
        due_now(member)
    at_once = Barrier(4)

    def worker(_number):
        at_once.wait()
        try:
            return ring() + ring()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(worker, range(4))) == len(members)
    assert Occurrence.objects.count() == Notification.objects.count() == Delivery.objects.count() == len(members)


def test_moment_is_reckoned_in_the_members_zone(dara):
    live_in(dara, time_zone="Europe/Madrid")
    dara.refresh_from_db()
    reminder = actions.remind_me(dara, at=time(20, 30), days=[1, 3])
    here: datetime = reminder.due_at.astimezone(ZoneInfo("Europe/Madrid"))
    assert (here.time(), here.isoweekday() in (1, 3), here.date()) == (time(20, 30), True, reminder.due_on)
