from datetime import time, timedelta

import pytest
from django.utils import timezone

from community.checkins import actions
from community.checkins.kindness import answer, is_hard
from community.checkins.models import CheckIn, Occurrence, Reminder
from community.kit.clock import local_day
from tests.community.doors import door, queries_of, words_of

FORM = {"mood": "4", "craving": "3", "halt": ["lonely", "tired"], "line": "The call with Dad was short.", "helped": ""}


@pytest.mark.parametrize("path", ["/path/", "/path/check-in/", "/path/check-in/kept/", "/path/reminders/"])
def test_a_stranger_is_led_to_the_door(db, path):
    assert door().get(path).url.startswith("/accounts/login/")


def test_a_check_in_by_plain_form(alba):
    page = door(alba).post("/path/check-in/", FORM, follow=True)
    assert "Lonely and tired" in words_of(page)
    kept = CheckIn.objects.get()
    assert (kept.mood, kept.craving, kept.halt) == (4, 3, ["lonely", "tired"])


def test_it_is_there_to_change_the_same_day(alba):
    client = door(alba)
    client.post("/path/check-in/", FORM)
    assert "The call with Dad was short." in words_of(client.get("/path/check-in/"))
    client.post("/path/check-in/", FORM | {"line": "Better."})
    assert CheckIn.objects.get().line == "Better."


def test_without_a_mood_what_was_typed_is_still_there(alba):
    page = door(alba).post("/path/check-in/", {"craving": "6", "line": "Something"})
    assert page.status_code == 422
    assert "None of them is wrong" in words_of(page)
    assert "Something" in words_of(page)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("wrong", [{"mood": "9"}, {"craving": "11"}, {"halt": ["bored"]}, {"line": "x" * 281}])
def test_bad_input_is_a_kind_word(alba, wrong):
    assert door(alba).post("/path/check-in/", FORM | wrong).status_code == 422


def test_a_form_opened_yesterday_evening_is_about_yesterday_while_the_night_lasts(alba, monkeypatch):
    now = timezone.now().replace(hour=1, minute=0)
    alba.time_zone = "UTC"
    alba.save()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    yesterday = local_day(now, "UTC") - timedelta(days=1)
    door(alba).post("/path/check-in/", FORM | {"day": yesterday.isoformat()})
    assert CheckIn.objects.get().day == yesterday


def test_a_form_of_last_week_is_about_today(alba):
    door(alba).post("/path/check-in/", FORM | {"day": "2020-01-01"})
    assert CheckIn.objects.get().day == local_day(timezone.now(), alba.time_zone)


def test_a_hard_day_shows_support_first(alba):
    page = door(alba).post("/path/check-in/", FORM | {"mood": "1", "craving": "9"}, follow=True)
    assert "You do not have to carry it alone" in words_of(page)
    assert 'button--clay" href="/support/"' in words_of(page)


@pytest.mark.parametrize(
    ("mood", "craving", "hard"), [(1, 0, True), (2, 6, False), (5, 7, True), (3, 10, True), (5, 0, False)]
)
def test_what_is_hard(mood, craving, hard):
    assert is_hard(CheckIn(mood=mood, craving=craving)) is hard


def test_every_answer_has_kind_words(alba):
    for mood in range(1, 6):
        for halt in ([], ["hungry"], ["angry"], ["lonely"], ["tired"], ["lonely", "tired"], ["hungry", "tired"]):
            words = answer(CheckIn(member=alba, mood=mood, craving=0, halt=halt)).text
            assert words
            assert "!" not in words


def test_company_is_offered_where_it_is_wanted(alba, settings):
    settings.CHECK_IN_COMPANY = f"{__name__}.company"
    lonely = door(alba).post("/path/check-in/", FORM, follow=True)
    assert "Sit with the group" in words_of(lonely)
    assert "Evening Circle is open." in words_of(lonely)
    light = door(alba).post("/path/check-in/", {"mood": "5", "craving": "0"}, follow=True)
    assert "Sit with the group" not in words_of(light)


def company(_member):
    from community.checkins.kindness import Company

    return [Company("Sit with the group", "/groups/evening-circle/chat/", "Evening Circle is open.")]


def test_kept_without_a_check_in_leads_to_one(alba):
    assert door(alba).get("/path/check-in/kept/").url == "/path/check-in/"


def test_not_now(alba):
    reminder = actions.remind_me(alba, at=time(20))
    day = local_day(timezone.now(), alba.time_zone)
    Occurrence.objects.create(reminder=reminder, day=day, outcome="sent")
    client = door(alba)
    assert "Ask me in an hour" in words_of(client.get("/path/check-in/"))
    client.post("/path/check-in/not-now/", {"how": "later"})
    assert Occurrence.objects.get().again_at is not None
    client.post("/path/check-in/not-now/", {"how": "skip"})
    assert Occurrence.objects.get().again_at is None


def test_reminders_are_added_changed_paused_and_taken_away(alba):
    client = door(alba)
    assert client.post("/path/reminders/", {"at": "20:30", "days": ["1", "7"]}).status_code == 302
    reminder = Reminder.objects.get()
    assert "Mon, Sun" in words_of(client.get("/path/reminders/"))
    client.post(f"/path/reminders/{reminder.pk}/", {"at": "21:00", "days": ["1"]})
    client.post(f"/path/reminders/{reminder.pk}/turn/", {"to": "pause"})
    reminder.refresh_from_db()
    assert (reminder.at, reminder.days, reminder.paused_at is None) == (time(21), [1], False)
    assert "Go on" in words_of(client.get("/path/reminders/"))
    client.post(f"/path/reminders/{reminder.pk}/turn/", {"to": "resume"})
    client.post(f"/path/reminders/{reminder.pk}/turn/", {"to": "forget"})
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("typed", [{"at": "20:30"}, {"at": "", "days": ["1"]}, {"at": "25:00", "days": ["1"]}])
def test_reminders_answer_bad_input_kindly(alba, typed):
    assert door(alba).post("/path/reminders/", typed).status_code == 422


def test_another_members_reminder_does_not_exist(alba, dara):
    reminder = actions.remind_me(alba, at=time(20))
    for answered in (
        door(dara).get(f"/path/reminders/{reminder.pk}/"),
        door(dara).post(f"/path/reminders/{reminder.pk}/", {"at": "09:00", "days": ["1"]}),
        door(dara).post(f"/path/reminders/{reminder.pk}/turn/", {"to": "forget"}),
    ):
        assert answered.status_code == 404
    assert Reminder.objects.get().at == time(20)


def test_the_same_queries_for_one_reminder_and_for_six(alba):
    client = door(alba)
    actions.remind_me(alba, at=time(8))
    few = queries_of(client, "/path/reminders/")
    for hour in range(9, 14):
        actions.remind_me(alba, at=time(hour))
    assert queries_of(client, "/path/reminders/") == few
