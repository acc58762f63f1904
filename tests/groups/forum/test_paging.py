"""Leafing through threads and posts: every row once, also where some are not for the reader."""

import re
from datetime import timedelta
from itertools import chain

import pytest
from django.utils import timezone

from community.kit.keyset import Place
from community.members.actions import block
from groups.forum.actions import start_thread
from groups.forum.models import Post, Thread
from groups.forum.queries import post_list, thread_list
from tests.community.doors import door, words_of


@pytest.fixture
def thread(group, birch, finch, alba):
    """Ninety answers; every third is Finch's."""
    begun = start_thread(group, by=alba, title="Ninety", body="Let us count.")
    Post.objects.bulk_create(
        Post(thread=begun, number=n, author=birch if n % 3 else finch, body=str(n), html=f"<p>{n}</p>")
        for n in range(1, 91)
    )
    Thread.objects.filter(pk=begun.pk).update(reply_count=90)
    begun.refresh_from_db()
    return begun


def forward(thread, reader):
    after, seen = 0, []
    while True:
        page = post_list(thread, reader, after=after)
        seen.append([post.number for post in page.posts])
        if page.later is None:
            return seen
        after = page.later


def backward(thread, reader):
    before, seen = thread.reply_count + 1, []
    while True:
        page = post_list(thread, reader, before=before)
        seen.insert(0, [post.number for post in page.posts])
        if page.earlier is None:
            return seen
        before = page.earlier


def test_every_post_once_in_order_both_ways(thread, birch):
    for seen in (forward(thread, birch), backward(thread, birch)):
        assert list(chain(*seen)) == list(range(1, 91))
        assert max(map(len, seen)) == 20


def test_and_where_one_has_blocked_somebody(thread, birch, alba, eli):
    block(alba, eli, known_as="Finch")
    heard = [n for n in range(1, 91) if n % 3]
    assert list(chain(*forward(thread, birch))) == heard
    assert list(chain(*backward(thread, birch))) == heard


def test_back_and_forth_is_the_same_place(thread, birch, alba, eli):
    block(alba, eli, known_as="Finch")
    first = post_list(thread, birch)
    second = post_list(thread, birch, after=first.later)
    assert [post.pk for post in post_list(thread, birch, before=second.earlier).posts] == [p.pk for p in first.posts]
    assert second.read_to == second.posts[-1].number
    assert post_list(thread, birch, before=91).read_to == 90


def test_a_posts_address_holds_it_also_past_blocked_ones(thread, alba, eli):
    block(alba, eli, known_as="Finch")
    for number in (1, 20, 22, 40, 41, 89):
        post = Post.objects.select_related("thread__group").get(thread=thread, number=number)
        assert f'id="p{number}"' in words_of(door(alba).get(post.get_absolute_url()))


def test_the_links_of_the_page_lead_through(thread, alba):
    url, seen = thread.get_absolute_url(), []
    while url:
        page = words_of(door(alba).get(url))
        seen += [int(number) for number in re.findall(r'<article class="post" id="p(\d+)"', page)]
        later = re.search(r'href="(\?after=\d+)">(?:<svg.*?</svg>)?Later', page)
        url = thread.get_absolute_url() + later[1] if later else None
    assert seen == [0, *range(1, 91)]
    newest = re.search(r'href="(\?before=\d+)#answer"', words_of(door(alba).get(thread.get_absolute_url())))[1]
    page = words_of(door(alba).get(thread.get_absolute_url() + newest))
    assert 'id="p90"' in page
    assert 'id="p71"' in page
    assert "Later replies" not in page


def test_every_thread_once_also_where_many_are_of_one_moment(group, birch, finch):
    now = timezone.now()
    Thread.objects.bulk_create(
        Thread(
            group=group,
            author=finch,
            title=str(n),
            body="x",
            html="x",
            last_post_by=finch,
            last_post_at=now - timedelta(minutes=n // 30),
        )
        for n in range(75)
    )
    seen, below = [], None
    while True:
        page = thread_list(birch, below=below)
        seen += page.threads
        if page.older is None:
            break
        below = Place.read(str(page.older))
    assert len(seen) == len({thread.pk for thread in seen}) == 75
    keys = [(thread.last_post_at, thread.pk) for thread in seen]
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+23:59_1", "9999-12-31T23:59:59-23:59_1", "2026-01-01T00:00:00_1", "2026-01-01", "_"]
)
def test_a_place_that_is_none(text):
    assert Place.read(text) is None


def test_a_place_with_another_clocks_hour(birch):
    assert thread_list(birch, below=Place.read("2026-01-01T00:00:00+23:59_1")).threads == []
