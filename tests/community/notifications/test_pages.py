from datetime import time, timedelta

import pytest
from django.utils import timezone

from community.members.actions import block
from community.notifications.actions import notify, prefer, read
from community.notifications.kinds import Kind
from community.notifications.models import Notification, Preference
from tests.community.doors import door, queries_of, words_of

HELLO = Kind("test.hello", "A hello")


def tell(member, number=1, url="/path/"):
    return notify(member, HELLO, subject=f"hello:{number}", text=f"Hello number {number}", url=url)


@pytest.mark.parametrize("path", ["/notices/", "/notices/1/", "/me/notifications/"])
def test_a_stranger_is_led_to_the_door(db, path):
    answer = door().get(path)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_another_members_notice_does_not_exist(alba, bruno):
    notice = tell(alba)
    assert door(bruno).get(f"/notices/{notice.pk}/").status_code == 404
    assert door(bruno).get("/notices/999999999999999999999/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_reads_and_leads_on(alba):
    notice = tell(alba)
    answer = door(alba).get(f"/notices/{notice.pk}/")
    assert (answer.status_code, answer.url) == (302, "/path/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_never_leads_out_of_the_house(alba):
    notice = tell(alba, url="https://elsewhere.example/")
    assert door(alba).get(f"/notices/{notice.pk}/").url == "/notices/"


def test_mark_all_read_reads_what_was_shown(alba):
    shown = tell(alba, 1)
    later = tell(alba, 2)
    door(alba).post("/notices/read/", {"up_to": shown.pk})
    assert list(Notification.objects.filter(member=alba).unread()) == [later]
    assert door(alba).post("/notices/read/", {"up_to": "x"}).status_code == 302


def test_nothing_yet_says_what_to_do(alba):
    assert "It is quiet here" in words_of(door(alba).get("/notices/"))


def test_pages_go_on_without_gap_or_double(alba):
    now = timezone.now()
    for number in range(65):
        one = tell(alba, number)
        Notification.objects.filter(pk=one.pk).update(last_at=now - timedelta(minutes=number // 3))
    seen, path = [], "/notices/"
    while path:
        page = door(alba).get(path)
        seen += [line.id for line in page.context["page"].notices]
        older = page.context["page"].older
        path = f"/notices/?before={older}" if older else ""
    assert len(seen) == len(set(seen)) == 65
    assert door(alba).get("/notices/?before=nonsense-9").status_code == 200
    assert door(alba).get("/notices/?before=99999999999999999999999999-1").status_code == 200


def test_the_same_queries_for_three_notices_and_for_thirty(alba):
    client = door(alba)
    for number in range(3):
        tell(alba, number)
    few = queries_of(client, "/notices/")
    for number in range(3, 40):
        tell(alba, number)
    assert queries_of(client, "/notices/") == few


def test_preferences_are_discreet_until_said_otherwise(alba):
    page = door(alba).get("/me/notifications/")
    assert page.context["form"]["discreet"].value() is True
    assert page.context["form"]["email"].value() is True


def test_preferences_are_kept(alba):
    answer = door(alba).post("/me/notifications/", {"email": "on", "quiet_from": "22:00", "quiet_until": "07:00"})
    assert answer.status_code == 302
    kept = Preference.objects.get(member=alba)
    assert (kept.email, kept.discreet, kept.quiet_from, kept.quiet_until) == (True, False, time(22), time(7))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quiet_from": "22:00"}, "quiet_until"),
        ({"quiet_until": "07:00"}, "quiet_from"),
        ({"quiet_from": "07:00", "quiet_until": "07:00"}, "quiet_until"),
        ({"quiet_from": "late", "quiet_until": "07:00"}, "quiet_from"),
    ],
)
def test_half_quiet_hours_get_a_kind_word_and_keep_what_was_typed(alba, typed, field):
    answer = door(alba).post("/me/notifications/", typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    for value in typed.values():
        assert value in words_of(answer)
    assert not Preference.objects.filter(member=alba).exists()


@pytest.mark.parametrize(
    ("quiet", "at", "expected"),
    [
        ((time(22), time(7)), time(23), True),
        ((time(22), time(7)), time(6, 59), True),
        ((time(22), time(7)), time(7), False),
        ((time(22), time(7)), time(12), False),
        ((time(13), time(15)), time(14), True),
        ((time(13), time(15)), time(15), False),
        ((None, None), time(3), False),
    ],
)
def test_quiet_hours_may_pass_midnight(alba, quiet, at, expected):
    preference = prefer(alba, email=True, discreet=True, quiet_from=quiet[0], quiet_until=quiet[1])
    assert preference.is_quiet(at) is expected


def test_bell_counts_what_is_unread_and_not_of_the_blocked(alba, bruno):
    read(tell(alba, 1), by=alba)
    tell(alba, 2)
    notify(alba, HELLO, subject="hello:3", text="From Bruno", url="/", about=bruno)
    assert door(alba).get("/notices/").context["shell"].unread == 2
    block(alba, bruno, known_as="B")
    page = door(alba).get("/notices/")
    assert page.context["shell"].unread == 1
    assert "From Bruno" not in words_of(page)
