"""Words are found where one reads, in whatever form, and nowhere else; what is taken out is not found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.members.actions import block, unblock
from community.members.models import Member
from groups.forum.actions import reply, start_thread
from groups.forum.models import Post, Thread
from groups.roster.actions import leave, remove
from groups.roster.models import Group, Membership
from groups.search.asking import Asked, terms_in
from groups.search.models import Card
from groups.search.names import authors_like, meant, people_like
from groups.search.queries import search
from groups.search.rooms import rooms_of
from tests.groups.rooms import Seat

pytestmark = pytest.mark.django_db


def found(member: Member, text: str = "", **more: Any) -> list[tuple[int, int]]:
    """Which threads and replies a search gives, as (thread, number)."""
    authors = more.pop("authors", None)
    asked = Asked(text=text, terms=terms_in(text), **more)
    return [(one.thread, one.number) for one in search(asked, rooms_of(member), authors=authors).found]


@pytest.fixture
def thread(circle: Group, tomas: Member) -> Thread:
    """A thread of Tomas's about walking."""
    return start_thread(
        circle, by=tomas, title="Evening walks", body="We went **walking** by the café, and/or the sea."
    )


@pytest.fixture
def birch(circle: Group, seat: Seat, alba: Member) -> Membership:
    return seat(circle, alba, name="Birch")


@pytest.mark.parametrize(
    "text",
    ["walking", "Walk", "walked", "EVENING", "cafe", "café", "sea", "or", '"evening walks"', "walk sea", "walk -rain"],
)
def test_words_are_found_in_any_form(thread: Thread, birch: Membership, alba: Member, text: str) -> None:
    assert found(alba, text) == [(thread.pk, 0)]


@pytest.mark.parametrize("text", ["alking", '"walks evening"', "walk -sea", "walk lantern", "group", "by"])
def test_what_nobody_wrote_is_not_found(thread: Thread, birch: Membership, alba: Member, text: str) -> None:
    expected = [(thread.pk, 0)] if text == "by" else []
    assert found(alba, text) == expected


def test_only_where_one_is_a_member(
    thread: Thread, attic: Group, seat: Seat, alba: Member, dara: Member, tomas: Member
) -> None:
    hidden = start_thread(attic, by=tomas, title="Walks from the attic", body="Quiet ones.")
    assert found(alba, "walk") == []
    seat(thread.group, alba)
    assert found(alba, "walk") == [(thread.pk, 0)]
    assert found(alba, "quiet") == []
    assert found(alba, "walk", group="attic") == [(thread.pk, 0)]
    seat(attic, alba)
    assert set(found(alba, "walk")) == {(thread.pk, 0), (hidden.pk, 0)}
    assert found(alba, "walk", group="attic") == [(hidden.pk, 0)]
    leave(thread.group, by=alba)
    assert found(alba, "walk") == [(hidden.pk, 0)]
    assert found(dara, "walk") == []


def test_not_after_one_was_asked_to_leave_or_to_step_away_or_before_agreeing(
    thread: Thread, birch: Membership, alba: Member, tomas: Member
) -> None:
    Membership.objects.filter(pk=birch.pk).update(away_until=timezone.now() + timedelta(hours=1))
    assert found(alba, "walk") == []
    Membership.objects.filter(pk=birch.pk).update(away_until=timezone.now() - timedelta(hours=1))
    assert found(alba, "walk") == [(thread.pk, 0)]
    Group.objects.filter(pk=thread.group_id).update(agreement="Be kind.", agreement_version=2)
    assert found(alba, "walk") == []
    Membership.objects.filter(pk=birch.pk).update(agreed_version=2)
    assert found(alba, "walk") == [(thread.pk, 0)]
    Group.objects.filter(pk=thread.group_id).update(archived_at=timezone.now())
    assert found(alba, "walk") == []
    Group.objects.filter(pk=thread.group_id).update(archived_at=None)
    remove(birch, by=tomas, reason="So.")
    assert found(alba, "walk") == []


def test_nothing_by_whom_one_blocks_nor_in_what_they_began(
    thread: Thread, birch: Membership, seat: Seat, alba: Member, bruno: Member, eli: Member, tomas: Member
) -> None:
    seat(thread.group, bruno)
    seat(thread.group, eli)
    reply(thread, by=bruno, body="My lantern went out.")
    begun = start_thread(thread.group, by=bruno, title="Rain", body="It rains.")
    reply(begun, by=eli, body="A lantern helps.")
    assert set(found(alba, "lantern")) == {(thread.pk, 1), (begun.pk, 1)}
    block(alba, bruno, known_as="Bruno here")
    assert found(alba, "lantern") == []
    assert found(alba, "rain") == []
    assert people_like("Bruno", rooms_of(alba)) == []
    assert authors_like("Bruno", rooms_of(alba)) == []
    assert meant(["lantren"], rooms_of(alba)) == {}
    assert set(found(bruno, "lantern")) == {(thread.pk, 1), (begun.pk, 1)}
    unblock(alba, bruno)
    assert set(found(alba, "lantern")) == {(thread.pk, 1), (begun.pk, 1)}


def test_what_is_taken_out_goes_at_once_and_comes_back(
    thread: Thread, birch: Membership, alba: Member, tomas: Member
) -> None:
    post = reply(thread, by=alba, body="A lantern in the window.")
    assert found(tomas, "lantern") == [(thread.pk, 1)]
    post.hide(by=tomas)
    assert found(tomas, "lantern") == []
    assert meant(["lantren"], rooms_of(tomas)) == {}
    thread.hide(by=tomas)
    assert (found(tomas, "walk"), found(tomas, "lantern")) == ([], [])
    post.restore()
    assert found(tomas, "lantern") == []
    thread.restore()
    assert (found(tomas, "walk"), found(tomas, "lantern")) == ([(thread.pk, 0)], [(thread.pk, 1)])
    post.delete()
    thread.delete()
    assert not Card.objects.exists()


def test_a_card_alone_is_not_believed(thread: Thread, birch: Membership, alba: Member) -> None:
    """Where triggers were off, what is hidden still is."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE groups_thread DISABLE TRIGGER USER")
        thread.hide(by=alba)
        cursor.execute("ALTER TABLE groups_thread ENABLE TRIGGER USER")
    assert Card.objects.filter(thread=thread).exists()
    assert found(alba, "walk") == []


def test_words_that_were_changed_are_found_as_they_are_now(thread: Thread, birch: Membership, alba: Member) -> None:
    post = reply(thread, by=alba, body="A lantern.")
    Post.objects.filter(pk=post.pk).update(body="A candle.")
    Thread.objects.filter(pk=thread.pk).update(title="Morning walks", tags=["outdoors"])
    assert found(alba, "lantern") == []
    assert found(alba, "candle") == [(thread.pk, 1)]
    assert found(alba, "evening") == []
    assert found(alba, "morning") == [(thread.pk, 0)]
    assert set(found(alba, tag="outdoors")) == {(thread.pk, 0), (thread.pk, 1)}


def test_filters(thread: Thread, birch: Membership, alba: Member, tomas: Member) -> None:
    reply(thread, by=alba, body="Walking again.")
    Post.objects.filter(thread=thread).update(created_at=timezone.now() - timedelta(days=20))
    rooms = rooms_of(tomas)
    assert found(tomas, "walk", when="week") == [(thread.pk, 0)]
    assert set(found(tomas, "walk", when="month")) == {(thread.pk, 0), (thread.pk, 1)}
    assert found(tomas, "walk", authors=authors_like("birch", rooms)) == [(thread.pk, 1)]
    assert found(tomas, "walk", authors=authors_like("Brich", rooms)) == [(thread.pk, 1)]
    assert found(tomas, "walk", authors=authors_like("nobody", rooms)) == []
    assert found(tomas, "walk", tag="other") == []


def test_the_title_weighs_more_and_newest_is_newest(thread: Thread, circle: Group, tomas: Member) -> None:
    titled = start_thread(circle, by=tomas, title="Lantern", body="Light.")
    start_thread(circle, by=tomas, title="Else", body="There was a lantern somewhere on the long way home.")
    assert found(tomas, "lantern")[0] == (titled.pk, 0)
    assert found(tomas, "lantern", order="newest")[1] == (titled.pk, 0)


def test_all_pages_give_everything_once(circle: Group, tomas: Member, seat: Seat, alba: Member) -> None:
    """Also where more was written than is weighed at once."""
    seat(circle, alba)
    first = start_thread(circle, by=tomas, title="Steps", body="Step.")
    author, now = first.author, timezone.now()
    Post.objects.bulk_create(
        Post(
            thread=first, number=n, author=author, body=f"step {n}", html="", created_at=now - timedelta(seconds=n // 3)
        )
        for n in range(1, 450)
    )
    seen: list[tuple[int, int]] = []
    asked, below, skip = Asked(text="step", terms=terms_in("step")), None, 0
    while True:
        page = search(asked, rooms_of(alba), below=below, skip=skip)
        seen += [(one.thread, one.number) for one in page.found]
        if page.skip is not None:
            skip = page.skip
        elif page.older is not None:
            below, skip = page.older, 0
        else:
            break
    assert len(seen) == len(set(seen)) == 450


@pytest.mark.parametrize(
    "text",
    ["", "'", "!!! & | :*", "' & 'x", "a:*b", "\\", "x" * 500, "(", '"', "-", "-x", "group:1", "%", "_", "\0", "🙂"],
)
def test_nothing_that_is_asked_breaks_it(
    client: Client, thread: Thread, birch: Membership, alba: Member, text: str
) -> None:
    client.force_login(alba)
    for said in ({"q": text}, {"q": "walk", "who": text}, {"q": "walk", "tag": text}, {"below": text, "from": text}):
        assert client.get("/groups/search/", said).status_code == 200


def test_a_slip_of_the_finger_finds_what_was_meant(
    client: Client, thread: Thread, birch: Membership, alba: Member
) -> None:
    client.force_login(alba)
    page = client.get("/groups/search/", {"q": "evneing wlaks"}).content.decode()
    assert "what was found for “evening walks”" in page
    assert "<mark>Evening</mark> <mark>walks</mark>" in page
    assert "Nobody wrote “lantern” where you read" in client.get("/groups/search/", {"q": "lantern"}).content.decode()


def test_people_and_groups_by_name(
    client: Client, circle: Group, attic: Group, birch: Membership, seat: Seat, alba: Member, gil: Member
) -> None:
    seat(circle, gil, name="Willow")
    seat(attic, gil, name="Willowherb")
    client.force_login(alba)
    page = client.get("/groups/search/", {"q": "wilow"}).content.decode()
    assert "Willow<" in page
    assert "Willowherb" not in page
    page = client.get("/groups/search/", {"q": "evning"}).content.decode()
    assert "Evening Circle<" in page
    assert "Attic" not in client.get("/groups/search/", {"q": "attic"}).content.decode()


def test_what_is_folded_stays_folded(client: Client, thread: Thread, birch: Membership, alba: Member) -> None:
    reply(thread, by=alba, body="A lantern.")
    Post.objects.filter(thread=thread).update(notes=["relapse"])
    client.force_login(alba)
    page = client.get("/groups/search/", {"q": "lantern"}).content.decode()
    folded = page[page.index("Contains: relapse") :]
    assert "<mark>lantern</mark>" in folded[: folded.index("</details>")]
    assert page.count("<mark>lantern</mark>") == 1


def test_who_is_signed_out_finds_the_login(client: Client) -> None:
    assert client.get("/groups/search/", {"q": "walk"}).status_code == 302


def test_nobody_elses_words_are_in_any_page(
    client: Client, thread: Thread, attic: Group, table: Group, seat: Seat, alba: Member, dara: Member, tomas: Member
) -> None:
    """Somebody who is in no group of these, with every filter there is: not a name, not a title, not a tag."""
    secret = start_thread(attic, by=tomas, title="Zephyrine", body="Zephyrine words.")
    Thread.objects.filter(pk=secret.pk).update(tags=["zephyrine"])
    seat(attic, alba, name="Zephyrina")
    client.force_login(dara)
    for said in ({"q": "zephyrine"}, {"q": "zephyrinne"}, {"tag": "zephyrine"}, {"q": "zephyrine", "group": "attic"}):
        page = client.get("/groups/search/", said).content.decode()
        for typed in said.values():
            page = page.replace(f"“{typed}”", "").replace(f'value="{typed}"', "")
        assert "ephyrin" not in page
        assert "Attic" not in page


def test_the_questions_are_few_and_the_index_answers(
    client: Client,
    circle: Group,
    thread: Thread,
    birch: Membership,
    alba: Member,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    from django.db import connection

    from groups.search.queries import _BY_THE_INDEX, _values

    author, now = thread.author, timezone.now()
    Post.objects.bulk_create(
        Post(thread=thread, number=n, author=author, body=f"day number{n} still here", html="", created_at=now)
        for n in range(1, 3001)
    )
    client.force_login(alba)
    client.get("/groups/search/", {"q": "walk"})
    for text in ("still", "number17", "sea"):
        with django_assert_max_num_queries(10):
            assert "<mark>" in client.get("/groups/search/", {"q": text}).content.decode()
    asked, rooms = Asked(text="number17", terms=terms_in("number17")), rooms_of(alba)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE groups_card")
        cursor.execute("SET LOCAL enable_seqscan = off")  # three thousand are few
        cursor.execute(f"EXPLAIN {_BY_THE_INDEX}", _values(asked, rooms.ids, rooms.unheard, None, None))
        plan = "\n".join(row for (row,) in cursor.fetchall())
        assert "card_words" in plan, plan
