"""Asking to come in: the talk before the decision, one answer, and who hears what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import post
from community.conversations.models import Conversation, Message, Participant
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.models import Delivery, Notification
from groups.joining.actions import ask, decline, let_in, sit_in, withdraw
from groups.joining.models import JoinRequest
from groups.joining.policies import ASK_AGAIN_AFTER
from groups.joining.queries import requests_for, waiting_requests
from groups.roster.actions import appoint, leave, remove
from groups.roster.models import Membership


@pytest.fixture
def asked(table, dara):
    return ask(table, by=dara, name="Robin", words="A friend told me about this room.", hue=3)


def talk(request):
    return Conversation.objects.get(scope=request.scope)


def names_in(request):
    places = Participant.objects.filter(conversation=talk(request), ended_at=None)
    return sorted(places.values_list("name", flat=True))


def membership(group, member):
    return Membership.objects.get(group=group, member=member)


def test_asking_opens_a_talk_with_those_who_keep_the_group(table, seat, carmen, bruno, dara):
    seat(table, carmen, "moderator")
    seat(table, bruno, "mentor")
    request = ask(table, by=dara, name="Robin", words="Hello.", hue=3)
    assert names_in(request) == ["Carmen here", "Robin", "Tomas here"]
    [first] = Message.objects.filter(conversation=talk(request))
    assert (first.body, first.author.name, first.author.hue) == ("Hello.", "Robin", 3)


def test_keepers_are_told_under_the_name_the_asker_chose(asked, tomas):
    notice = Notification.objects.get(member=tomas, kind="join_asked")
    assert notice.text == "Robin asks to come into Kitchen Table."
    assert "Dara" not in notice.text
    assert Delivery.objects.filter(notification=notice).count() == 1


def test_asking_twice_is_asking_once(asked, table, dara, tomas):
    assert ask(table, by=dara, name="Else", words="Hello?") == asked
    assert Message.objects.count() == 1
    assert Notification.objects.filter(member=tomas, kind="join_asked").get().count == 1


@pytest.mark.parametrize("room", ["circle", "attic"])
def test_only_groups_by_request_are_asked(request, room, dara):
    with pytest.raises(PermissionDenied):
        ask(request.getfixturevalue(room), by=dara, name="Robin", words="")


def test_members_do_not_ask(table, seat, alba):
    seat(table, alba)
    with pytest.raises(PermissionDenied):
        ask(table, by=alba, name="Robin", words="")


@pytest.mark.parametrize("name", ["Tomas here", "Wren", "r0bin", "Cocaine"])
def test_names_of_members_past_members_and_of_others_who_wait_are_taken(asked, table, seat, alba, bruno, name):
    seat(table, alba, name="Wren")
    leave(table, by=alba)
    with pytest.raises(Refused) as refused:
        ask(table, by=bruno, name=name, words="")
    assert refused.value.field == "name"


def test_being_let_in(asked, table, dara, tomas):
    mine = let_in(asked, by=tomas)
    assert (mine.member, mine.name, mine.hue, mine.role) == (dara, "Robin", 3, "member")
    assert Participant.objects.get(conversation__scope=table.scope, member=dara).ended_at is None
    assert talk(asked).closed_at is not None
    notice = Notification.objects.get(member=dara)
    assert (notice.kind, notice.url) == ("join_yes", "/groups/kitchen-table/")
    entry = Entry.objects.get(act="let_in")
    assert (entry.by, entry.about, entry.scope, entry.subject) == (tomas, dara, table.scope, f"request:{asked.pk}")
    assert let_in(asked, by=tomas) == mine
    assert Entry.objects.filter(act="let_in").count() == 1


def test_declining_is_kind_and_waits_for_the_asker_alone(asked, table, seat, carmen, dara, tomas):
    seat(table, carmen, "moderator")
    decline(asked, by=carmen, words="We are full just now. Try Evening Circle.")
    decline(asked, by=tomas, words="Twice.")
    asked.refresh_from_db()
    assert (asked.answer, asked.decided_by) == ("no", carmen)
    last = Message.objects.filter(conversation=talk(asked)).latest("seq")
    assert (last.body, last.author.name) == ("We are full just now. Try Evening Circle.", "Carmen here")
    notice = Notification.objects.get(member=dara)
    assert (notice.kind, notice.url) == ("join_no", asked.get_absolute_url())
    unread = {
        place.member: talk(asked).last_seq - place.seen_seq
        for place in Participant.objects.filter(conversation=talk(asked)).select_related("member")
    }
    assert unread == {dara: 1, carmen: 0, tomas: 0}
    assert not Membership.objects.filter(member=dara).exists()


def test_after_not_this_time_the_door_rests_for_a_week(asked, table, dara, tomas):
    decline(asked, by=tomas)
    with pytest.raises(Refused) as refused:
        ask(table, by=dara, name="Robin", words="Please.")
    assert refused.value.code == "too_soon"
    JoinRequest.objects.update(decided_at=timezone.now() - ASK_AGAIN_AFTER)
    assert ask(table, by=dara, name="Robin", words="Please.") != asked


def test_a_request_taken_back_can_be_made_again_at_once(asked, table, dara, tomas):
    assert withdraw(asked, by=dara) is True
    assert withdraw(asked, by=dara) is False
    assert talk(asked).closed_at is not None
    for verb in (let_in, decline):
        with pytest.raises(Refused) as refused:
            verb(asked, by=tomas)
        assert refused.value.code == "decided"
    assert ask(table, by=dara, name="Robin", words="").is_open


def test_what_was_decided_stays_decided(asked, tomas, dara):
    decline(asked, by=tomas)
    with pytest.raises(Refused):
        let_in(asked, by=tomas)
    assert withdraw(asked, by=dara) is False


@pytest.mark.parametrize("role", ["member", "greeter", "mentor"])
def test_only_keepers_decide(asked, table, seat, alba, role):
    seat(table, alba, role)
    for verb in (let_in, decline):
        with pytest.raises(PermissionDenied):
            verb(asked, by=alba)


def test_strangers_keepers_of_other_groups_and_the_asker_do_not_decide(asked, circle, seat, alba, bruno, dara):
    seat(circle, bruno, "leader")
    for someone in (alba, bruno, dara):
        for verb in (let_in, decline):
            with pytest.raises(PermissionDenied):
                verb(asked, by=someone)
        if someone != dara:
            with pytest.raises(PermissionDenied):
                withdraw(asked, by=someone)


def test_who_keeps_the_group_later_comes_into_the_talk_and_who_stops_leaves_it(asked, table, seat, carmen, tomas):
    hers = seat(table, carmen, "moderator")
    assert names_in(asked) == ["Robin", "Tomas here"]
    assert sit_in(asked, by=carmen).name == "Carmen here"
    appoint(hers, by=tomas, role="member")
    assert names_in(asked) == ["Robin", "Tomas here"]
    assert sit_in(asked, by=carmen) is None
    appoint(hers, by=tomas, role="moderator")
    sit_in(asked, by=carmen)
    leave(table, by=carmen)
    assert names_in(asked) == ["Robin", "Tomas here"]


def test_a_removed_keeper_hears_no_more_of_those_who_ask(asked, table, seat, carmen, tomas):
    hers = seat(table, carmen, "moderator")
    sit_in(asked, by=carmen)
    remove(hers, by=tomas, reason="x")
    assert not Conversation.objects.visible_to(carmen).exists()
    with pytest.raises(PermissionDenied):
        post(talk(asked), by=carmen, body="still here", client_id="9b2f9f3e-1df1-4c55-8c6a-0f2f0d9a8f11")


def test_a_keeper_of_one_group_stays_in_the_talks_of_another(asked, table, found, seat, carmen, tomas, dara):
    seat(table, carmen, "moderator")
    sit_in(asked, by=carmen)
    seat(found("night-owls", entry="request"), carmen, "moderator")
    leave(Membership.objects.get(member=carmen, group__slug="night-owls").group, by=carmen)
    assert "Carmen here" in names_in(asked)


def test_a_mail_about_a_request_that_was_answered_is_dropped(asked, tomas):
    from community.notifications.kinds import kind

    notice = Notification.objects.get(member=tomas, kind="join_asked")
    assert kind("join_asked").still_holds(notice)
    let_in(asked, by=tomas)
    assert not kind("join_asked").still_holds(notice)


def test_a_keeper_does_not_meet_an_asker_they_blocked(table, seat, carmen, tomas, dara):
    hers = seat(table, carmen, "moderator")
    block(carmen, dara, known_as="Dara")
    request = ask(table, by=dara, name="Robin", words="Hello.")
    assert not Notification.objects.filter(member=carmen, kind="join_asked").exists()
    assert requests_for(hers) == waiting_requests(carmen).to_answer == []
    assert not JoinRequest.objects.visible_to(carmen).exists()
    assert waiting_requests(tomas).to_answer == [request]
    assert let_in(request, by=tomas).name == "Robin"


def test_whoever_was_removed_from_an_open_group_may_ask_to_come_back(circle, seat, alba, tomas):
    remove(seat(circle, alba), by=tomas, reason="x")
    request = ask(circle, by=alba, name="Alba here", words="I am sorry.")
    assert let_in(request, by=tomas).ended_at is None


def test_what_one_has_asked_and_how_much_was_written_back(asked, dara, tomas, alba):
    assert [(one.request, one.unread) for one in waiting_requests(dara).mine] == [(asked, 0)]
    post(talk(asked), by=tomas, body="Welcome. Tell us more?", client_id="9b2f9f3e-1df1-4c55-8c6a-0f2f0d9a8f11")
    assert [one.unread for one in waiting_requests(dara).mine] == [1]
    assert waiting_requests(alba).mine == []
    decline(asked, by=tomas)
    assert waiting_requests(dara).mine == []


@pytest.mark.django_db(transaction=True)
def test_two_keepers_let_in_at_once(asked, table, seat, carmen, dara, tomas, at_once):
    seat(table, carmen, "moderator")
    results = at_once(lambda: let_in(asked, by=tomas), lambda: let_in(asked, by=carmen))
    assert results == [membership(table, dara)] * 2
    table.refresh_from_db()
    assert table.member_count == 3
    assert Entry.objects.filter(act="let_in").count() == 1
    assert Notification.objects.get(member=dara, kind="join_yes").count == 1


@pytest.mark.django_db(transaction=True)
def test_one_lets_in_while_the_other_declines(asked, table, seat, carmen, dara, tomas, at_once):
    seat(table, carmen, "moderator")
    results = at_once(lambda: let_in(asked, by=tomas), lambda: decline(asked, by=carmen))
    asked.refresh_from_db()
    assert sum(isinstance(one, Refused) for one in results) == 1
    assert Membership.objects.filter(group=table, member=dara).exists() is (asked.answer == "yes")
    assert Notification.objects.filter(member=dara).count() == 1


@pytest.mark.django_db(transaction=True)
def test_taken_back_while_being_let_in(asked, table, dara, tomas, at_once):
    at_once(lambda: let_in(asked, by=tomas), lambda: withdraw(asked, by=dara))
    asked.refresh_from_db()
    assert (asked.withdrawn_at is None) is Membership.objects.filter(group=table, member=dara).exists()


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_is_asking_once(table, dara, tomas, at_once):
    results = at_once(*[lambda: ask(table, by=dara, name="Robin", words="Hello.")] * 3)
    assert {one.pk for one in results} == {JoinRequest.objects.get().pk}
    assert Message.objects.count() == 1


def test_the_talk_waits_however_long(asked, tomas):
    JoinRequest.objects.update(created_at=timezone.now() - timedelta(days=40))
    assert waiting_requests(tomas).to_answer == [asked]


def test_the_log_knows_both_by_their_names_in_the_group(asked, tomas):
    let_in(asked, by=tomas)
    entry = Entry.objects.get(act="let_in")
    assert entry.detail == {"by_name": "Tomas here", "about_name": "Robin", "thing": "Kitchen Table"}


def test_who_has_left_for_good_asks_no_more(asked, dara, tomas):
    end_account(dara)
    assert not waiting_requests(tomas).to_answer
    assert not JoinRequest.objects.visible_to(tomas).exists()
