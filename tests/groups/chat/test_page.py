"""The chat page as a plain page: for whom it opens, whose words stand on it, and what it costs."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.actions.bell import ring_for
from community.conversations.models import Message, Participant
from community.members.actions import block
from groups.chat.queries import my_groups
from groups.roster.actions import found_group, join, leave
from groups.roster.models import Group
from groups.roster.queries import conversation_of
from tests.community.doors import door, queries_of, words_of

CHAT = "/groups/evening-circle/chat/"


@pytest.fixture
def say(group):
    """`say(member, "Hello.")` in Evening Circle, or in another group."""

    def words(who, body, where=group):
        return post(conversation_of(where), by=who, body=body, client_id=uuid.uuid4())

    return words


def test_members_read_and_write(group, birch, alba, leader, say):
    say(leader, "Welcome in.")
    page = words_of(door(alba).get(CHAT))
    assert "Welcome in." in page
    assert 'data-name="Birch"' in page
    talk = conversation_of(group)
    sent = {"body": "Thank you.", "client_id": str(uuid.uuid4()), "next": CHAT}
    answer = door(alba).post(f"/conversations/{talk.pk}/messages/", sent)
    assert answer["Location"] == f"{CHAT}#m2"
    assert door(alba).post(f"/conversations/{talk.pk}/messages/", sent)["Location"] == answer["Location"]
    assert Message.objects.count() == 2


def test_signed_out_one_signs_in_first(group):
    assert door().get(CHAT)["Location"] == f"/accounts/login/?next={CHAT}"


def test_outsiders_are_shown_the_way_in(group, leader, dara, removed, gil, seat, hana, say):
    say(leader, "Among ourselves.")
    seat(hana)
    leave(group, by=hana)
    talk = conversation_of(group)
    for who in (dara, gil, hana):
        answer = door(who).get(CHAT)
        assert answer.status_code == 403
        assert "Among ourselves." not in words_of(answer)
        assert door(who).get(f"/conversations/{talk.pk}/").status_code == 404
        assert door(who).get(f"/conversations/{talk.pk}/messages/").status_code == 404
        assert door(who).post(f"/conversations/{talk.pk}/messages/", {"body": "Hi"}).status_code in (403, 404)
    Group.objects.update(entry="hidden")
    assert {door(who).get(CHAT).status_code for who in (dara, gil, hana)} == {404}


def test_the_page_is_for_reading_only(group, birch, alba):
    assert door(alba).post(CHAT, {"body": "Hi"}).status_code == 405


def test_the_quieted_read_why_and_until_when(quieted, eli, leader, say):
    say(leader, "Take care, all of you.")
    page = words_of(door(eli).get(CHAT))
    assert "Take care, all of you." in page
    assert "A day of rest." in page
    assert "<textarea" not in page


def test_the_blocker_hears_nothing_of_the_blocked(group, birch, alba, finch, eli, leader, say):
    say(leader, "Good evening.")
    say(eli, "Hello from Finch.")
    block(alba, eli, known_as="Finch")
    assert "Finch" not in words_of(door(alba).get(CHAT))
    assert "Good evening." in words_of(door(eli).get(CHAT))
    assert my_groups(alba)[0].line == "Good evening."
    assert my_groups(eli)[0].line == "Hello from Finch."


def test_what_is_new_counts_nobody_whom_one_blocks_and_nothing_removed(group, birch, alba, finch, eli, leader, say):
    say(leader, "Good evening.")
    say(leader, "Goes.").hide(by=leader)
    say(eli, "Hello from Finch.")
    assert my_groups(alba)[0].unread == 2
    block(alba, eli, known_as="Finch")
    assert my_groups(alba)[0].unread == 1


def test_what_is_new_follows_the_bell_of_the_chat(group, birch, alba, leader, say):
    place = Participant.objects.get(member=alba, conversation__scope=group.scope)
    say(leader, "Good evening.")
    ring_for(place, by=alba, what="mentions")
    assert my_groups(alba)[0].unread == 0
    say(leader, f"Good evening, @{place.name}.")
    assert my_groups(alba)[0].unread == 1
    ring_for(place, by=alba, what="nothing")
    assert my_groups(alba)[0].unread == 0


def test_a_blocked_keeper_is_not_named(heron, carmen, birch, alba):
    assert "Heron" in words_of(door(alba).get(CHAT))
    block(alba, carmen, known_as="Heron")
    assert "Heron" not in words_of(door(alba).get(CHAT))


def test_nothing_leads_from_the_name_here_to_another(group, birch, alba, bruno, finch, say):
    other = found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    join(other, by=alba, name="Juniper")
    say(alba, "Only Birch.")
    say(alba, "Only Juniper.", other)
    page = words_of(door(finch.member).get(CHAT))
    assert "Only Birch." in page
    for link in ("Alba", alba.email, "Juniper", "Ridge Walkers"):
        assert link not in page


def test_reading_the_newest_page_marks_it_read(group, birch, alba, leader, say):
    for n in range(60):
        say(leader, f"Line {n}")
    assert my_groups(alba)[0].unread == 60
    door(alba).get(f"{CHAT}?before=20")
    assert my_groups(alba)[0].unread == 60
    door(alba).get(CHAT)
    assert my_groups(alba)[0].unread == 0


def test_the_page_costs_the_same_however_much_was_said(group, birch, alba, finch, leader, say):
    talk = conversation_of(group)
    Participant.objects.update(created_at=timezone.now() - timedelta(days=300))  # nobody to say hello to
    writer = Participant.objects.get(conversation=talk, member=leader)

    def fill(upto):
        Message.objects.bulk_create(
            Message(conversation=talk, seq=n + 1, author=writer, client_id=uuid.uuid4(), body=str(n), html=str(n))
            for n in range(talk.last_seq, upto)
        )
        talk.last_seq = upto
        talk.save()

    counts = []
    door(alba).get(CHAT)
    for upto in (10, 1_000):
        fill(upto)
        counts.append((queries_of(door(alba), CHAT), queries_of(door(alba), CHAT)))
    assert counts[0] == counts[1]
    # session, member and frame are three; marking as read is one, where there is something new
    assert counts[1][0] == counts[1][1] + 1
    # of the others one asks what keeps the reader from speaking, one who is on duty, one whether a meeting is held
    assert counts[1][1] <= 3 + 8


def test_the_newest_line_of_each_group(group, birch, alba, leader, bruno, say):
    walks = found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    silent = found_group(by=bruno, slug="silent-room", name="Silent Room", kind="hobby", entry="open")
    for one in (walks, silent):
        join(one, by=alba, name="Juniper")
    say(leader, "Later.")
    said = say(bruno, "Earlier.", walks)
    Message.objects.filter(pk=said.pk).update(sent_at=timezone.now() - timedelta(hours=1))
    rows = my_groups(alba)
    assert [(row.group.name, row.speaker, row.line) for row in rows] == [
        ("Evening Circle", "Tomas here", "Later."),
        ("Ridge Walkers", "Bruno", "Earlier."),
        ("Silent Room", "", ""),
    ]


def test_hidden_words_are_nobodys_newest_line(group, birch, alba, leader, say):
    say(leader, "Stays.")
    say(leader, "Goes.").hide(by=leader)
    assert my_groups(alba)[0].line == "Stays."


def test_a_group_one_left_is_not_ones_own(group, birch, alba):
    leave(group, by=alba)
    assert my_groups(alba) == []


def test_the_list_of_ones_groups_costs_two(group, birch, alba, leader, say, django_assert_num_queries):
    say(leader, "One.")
    with django_assert_num_queries(2):
        my_groups(alba)
    for number in range(12):
        other = found_group(by=leader, slug=f"room-{number}", name=f"Room {number}", kind="hobby", entry="open")
        join(other, by=alba, name="Juniper")
        say(leader, "Hello.", other)
    with django_assert_num_queries(2):
        assert len(my_groups(alba)) == 13


def test_a_newcomer_is_pointed_out_to_those_who_can_write(group, birch, alba, finch, eli, leader, say):
    Participant.objects.exclude(member=eli).update(created_at=timezone.now() - timedelta(days=300))
    said = say(eli, "First time here.")
    page = words_of(door(alba).get(CHAT))
    assert f'data-new-here="{said.author_id}"' in page
    assert "data-new-here" not in words_of(door(eli).get(CHAT))
    Participant.objects.filter(member=alba).update(quieted_until=timezone.now() + timedelta(days=1))
    assert "data-new-here" not in words_of(door(alba).get(CHAT))
    say(leader, "Welcome in.")
    assert "data-new-here" not in words_of(door(alba).get(CHAT))
