"""One row a subject that gathers; nobody is told who has left or is blocked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.members.actions import block, end_account
from community.notifications.actions import notify, read, read_all, settle, unread_count
from community.notifications.kinds import Kind
from community.notifications.models import Delivery, Notification

HELLO = Kind("test.hello", "A hello", email=True)
QUIET = Kind("test.quiet", "No mail")


def tell(member, kind=HELLO, **more):
    return notify(member, kind, **{"subject": "hello:1", "text": "Hello", "url": "/"} | more)


def test_gathers_while_unread(alba):
    first = tell(alba)
    again = tell(alba, text="Hello again")
    assert again.pk == first.pk
    assert (again.count, again.text) == (2, "Hello again")
    assert Delivery.objects.count() == 1


def test_begins_anew_once_read(alba):
    first = tell(alba)
    read(first, by=alba)
    assert tell(alba).pk != first.pk
    assert Delivery.objects.count() == 2


def test_a_kind_without_mail_owes_none(alba):
    tell(alba, QUIET)
    assert not Delivery.objects.exists()


def test_nobody_is_told_who_has_left(alba):
    end_account(alba)
    assert tell(alba) is None
    assert not Notification.objects.exists()


@pytest.mark.parametrize("blocker", ["alba", "bruno"])
def test_not_across_a_block_either_way(alba, bruno, blocker):
    block(alba, bruno, known_as="B") if blocker == "alba" else block(bruno, alba, known_as="A")
    assert tell(alba, about=bruno) is None
    assert tell(alba, about=None) is not None


def test_what_was_told_before_a_block_is_not_seen_after(alba, bruno):
    tell(alba, about=bruno)
    assert unread_count(alba) == 1
    block(bruno, alba, known_as="A")
    assert unread_count(alba) == 0
    assert not Notification.objects.visible_to(alba).exists()


def test_only_its_owner_reads_it(alba, bruno):
    with pytest.raises(PermissionDenied):
        read(tell(alba), by=bruno)


def test_read_all_leaves_what_came_later(alba):
    shown = tell(alba)
    tell(alba, subject="hello:2")
    assert read_all(alba, up_to=shown.pk) == 1
    assert unread_count(alba) == 1


def test_settle_is_by_kind_and_subject(alba):
    tell(alba)
    tell(alba, subject="hello:2")
    tell(alba, QUIET)
    settle(alba, HELLO, subject="hello:2")
    assert unread_count(alba) == 2
    settle(alba, HELLO)
    assert unread_count(alba) == 1


@pytest.mark.django_db(transaction=True)
def test_told_by_many_at_once_is_one_notice(alba):
    """Twelve at the same moment: one row, counted twelve times, one mail owed."""
    at_once = Barrier(12)

    def one(_number):
        at_once.wait()
        try:
            return tell(alba).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as threads:
        found = set(threads.map(one, range(12)))
    assert len(found) == 1
    assert Notification.objects.get().count == 12
    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_read_and_told_at_once_never_fails(alba):
    """Whichever comes first, nobody meets an error and no notice is lost."""
    start = Barrier(2)

    def teller():
        start.wait()
        try:
            for _turn in range(40):
                assert tell(alba) is not None
        finally:
            connection.close()

    def reader():
        start.wait()
        try:
            for _turn in range(40):
                Notification.objects.filter(member=alba).unread().update(read_at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(teller), threads.submit(reader)]:
            done.result()
    assert sum(Notification.objects.values_list("count", flat=True)) == 40
