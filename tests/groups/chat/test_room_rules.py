"""How a group's chat goes: who sets it, for whom it is, who listens, and what its pages say."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import post
from community.conversations.models import Message, Participant
from community.kit.gate import Refused
from community.members.actions import block, tell
from groups.chat.actions import enter, set_room
from groups.chat.models import Shift
from groups.chat.queries import my_groups
from groups.chat.room import room_now
from groups.chat.rules import Duty, Rules, rules_of
from groups.roster.actions import appoint, join, keep_places, leave, remove
from groups.roster.models import Group, Membership
from groups.roster.queries import conversation_of, membership_of
from tests.community.conversations.talking import Page, signed_in

pytestmark = pytest.mark.django_db
CHAT, RULES = "/groups/evening-circle/chat/", "/groups/evening-circle/chat/rules/"
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
FIRST_YEAR = Rules(stages=("first_year",))


def open_page(member):
    client = Client()
    client.force_login(member)
    return client


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def let(group, leader):
    """`let(Rules(…))` sets the rules, as they stand now."""

    def set_(rules, by=leader, **more):
        return set_room(group, by=by, rules=rules, **{"read": rules_of(group, conversation_of(group)).mark} | more)

    return set_


def placed(group, member):
    return Participant.objects.filter(conversation__scope=group.scope, member=member, ended_at=None).exists()


def lead(group):
    return Membership.objects.get(group=group, role="leader")


# Who sets them


def test_keepers_set_the_rules_and_the_log_knows(group, let, heron, carmen):
    rota = (Duty(heron.pk, (4, 5), time(22), time(2)), Duty(None, EVERY_DAY, time(9), time(17)))
    rules = Rules(30, time(18), time(23), "America/New_York", ("just_home", "first_year"), rota)
    assert let(rules, by=carmen)
    assert rules_of(Group.objects.get(pk=group.pk), conversation_of(group)) == rules
    [entry] = Entry.objects.filter(act="set_chat_rules", scope=group.scope)
    assert (entry.by, entry.detail["by_name"]) == (carmen, "Heron")
    assert entry.detail["after"]["hours"] == "18:00-23:00"
    assert not let(rules), "the same again is nothing new"
    assert Entry.objects.filter(act="set_chat_rules").count() == 1


def test_nobody_else_does(group, let, birch, dara, removed):
    for who in (birch.member, dara, removed.member):
        with pytest.raises(PermissionDenied):
            let(Rules(slow_seconds=30), by=who)
    assert conversation_of(group).slow_seconds == 0


def test_two_who_change_at_once_do_not_write_over_each_other(let):
    with pytest.raises(Refused) as refused:
        let(Rules(slow_seconds=30), read=Rules(slow_seconds=10).mark)
    assert refused.value.code == "changed"


def test_only_those_who_keep_the_room_can_be_on_its_rota(group, let, birch, heron, leader):
    for who in (birch.pk, 10**9):
        with pytest.raises(Refused):
            let(Rules(rota=(Duty(who, (1,), time(8), time(9)),)))
    with pytest.raises(Refused):
        let(Rules(rota=(Duty(heron.pk, (), time(8), time(9)),)))
    with pytest.raises(Refused):
        let(Rules(stages=("somewhere",)))
    Group.objects.filter(pk=group.pk).update(facility=None)
    group.refresh_from_db()
    with pytest.raises(Refused):
        let(Rules(rota=(Duty(None, (1,), time(8), time(9)),)))
    assert not Shift.objects.exists()


def test_the_page_is_for_keepers(group, birch, dara, removed, heron):
    assert open_page(birch.member).get(RULES).status_code == 403
    assert open_page(dara).get(RULES).status_code == 403
    assert open_page(removed.member).get(RULES).status_code == 403
    assert Client().get(RULES).status_code == 302
    assert open_page(heron.member).get(RULES).status_code == 200
    assert RULES in words(open_page(heron.member).get(CHAT))
    assert RULES not in words(open_page(birch.member).get(CHAT))
    Group.objects.filter(pk=group.pk).update(entry="hidden")
    assert open_page(dara).get(RULES).status_code == 404


# The form


def form(group, **more):
    rules = rules_of(group, conversation_of(group))
    return {"slow_seconds": "0", "zone": "Europe/Madrid", "read": rules.mark} | more


def line(number, who, days=("0",), starts="18:00", ends="22:00"):
    start = f"shift-{number}-"
    return {f"{start}who": str(who), f"{start}days": days, f"{start}starts": starts, f"{start}ends": ends}


def test_what_is_filled_in_is_saved(group, heron):
    page = open_page(heron.member)
    sent = form(group, slow_seconds="60", opens_at="07:30", rests_at="01:00", stages=["longer"], line=["0", "4"])
    answer = page.post(RULES, sent | line(0, heron.pk, ("1", "3")) | line(4, "staff", starts="22:00", ends="06:00"))
    assert answer.status_code == 302
    group.refresh_from_db()
    found = rules_of(group, conversation_of(group))
    assert (found.slow_seconds, found.opens_at, found.rests_at) == (60, time(7, 30), time(1))
    assert found.stages == ("longer",)
    assert found.rota == (Duty(heron.pk, (1, 3), time(18), time(22)), Duty(None, (0,), time(22), time(6)))
    shown = words(page.get(RULES))
    assert 'value="07:30"' in shown
    assert shown.count('name="line"') == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"opens_at": "07:30"}, "Give both times"),
        ({"opens_at": "07:30", "rests_at": "07:30"}, "These are the same"),
        ({"opens_at": "half past", "rests_at": "07:30"}, "Write it like 18:30"),
        ({"slow_seconds": "7"}, "choice"),
        ({"zone": "Mars"}, "choice"),
        ({"read": "another"}, "Someone changed these rules"),
        ({"line": ["0"], "shift-0-starts": "18:00"}, "Choose at least one day"),
        ({"line": ["0"], **line(0, "7777")}, "choice"),
    ],
)
def test_what_cannot_be_is_said_kindly_and_stays(group, heron, wrong, says):
    answer = open_page(heron.member).post(RULES, form(group, slow_seconds="10") | wrong)
    assert answer.status_code == 422
    assert says in words(answer)
    for value in ("half past", "07:30", "18:00"):
        if value in wrong.values():
            assert f'value="{value}"' in words(answer)
    assert conversation_of(group).slow_seconds == 0


def test_lines_come_and_go_before_anything_is_saved(group, heron):
    page = open_page(heron.member)
    sent = form(group, opens_at="later", line=["0", "1"]) | line(0, heron.pk, starts="early") | line(1, "staff", ("5",))
    more = words(page.post(RULES, sent | {"rota": "add"}))
    assert more.count('name="line"') == 3
    assert 'value="early"' in more
    assert 'value="later"' in more
    less = words(page.post(RULES, sent | {"rota": "drop-0"}))
    assert less.count('name="line"') == 1
    assert 'value="early"' not in less
    assert not Shift.objects.exists()
    crowd = form(group, line=[str(number) for number in range(200)] + ["x", "-1", "99999"])
    assert words(page.post(RULES, crowd | {"rota": "add"})).count('name="line"') == 30


# For whom it is


def test_places_follow_the_rules_and_the_road(group, let, birch, finch, heron, leader):
    alba, eli, carmen = birch.member, finch.member, heron.member
    talk = conversation_of(group)
    said = post(talk, by=eli, body="Here before.", client_id="0b1f7f0e-6c2e-4f7e-9f6e-000000000001")
    tell(alba, road="first_year")
    let(FIRST_YEAR)
    assert [placed(group, one) for one in (alba, eli, carmen, leader)] == [True, False, True, True]
    assert Message.objects.visible_to(alba).filter(pk=said.pk).exists(), "what they said stays"
    tell(eli, road="first_year")
    tell(alba, road="longer")
    assert keep_places() == 2
    assert keep_places() == 0
    assert [placed(group, one) for one in (alba, eli)] == [False, True]
    let(Rules())
    assert [placed(group, one) for one in (alba, eli, carmen)] == [True, True, True]


def test_joining_and_a_role_give_a_place_or_not(group, let, birch, gil, dara, leader):
    let(FIRST_YEAR)
    tell(gil, road="first_year")
    join(group, by=gil, name="Wolf")
    owl = join(group, by=dara, name="Owl")
    assert [placed(group, gil), placed(group, dara)] == [True, False]
    appoint(owl, by=leader, role="moderator")
    assert placed(group, dara)
    appoint(owl, by=leader, role="member")
    assert not placed(group, dara)
    leave(group, by=gil)
    tell(gil, road="first_year")
    assert keep_places() == 0
    assert not placed(group, gil)


def test_who_was_removed_or_quieted_gains_nothing_by_the_road(group, let, quieted, seat, gil, leader):
    eli = quieted.member
    let(FIRST_YEAR)
    assert not placed(group, eli)
    wolf = seat(gil, name="Wolf")
    remove(wolf, by=leader, reason="Three times.")
    for one in (eli, gil):
        tell(one, road="first_year")
    keep_places()
    assert [placed(group, eli), placed(group, gil)] == [True, False]
    assert Participant.objects.get(conversation__scope=group.scope, member=eli).quieted_until > timezone.now()


def test_whoever_the_room_is_not_for_reads_why_and_finds_other_ways(group, let, birch, finch):
    alba, eli = birch.member, finch.member
    let(FIRST_YEAR)
    tell(eli, road="longer")
    for who, says in ((alba, "You have not said yet"), (eli, "You belong to this group as before")):
        answer = open_page(who).get(CHAT)
        assert answer.status_code == 200
        assert "This room is for people in their first year" in words(answer)
        assert says in words(answer)
        assert "/me/profile/edit/" in words(answer)
        assert "/groups/evening-circle/discussions/" in words(answer)
        assert open_page(who).get(f"/conversations/{conversation_of(group).pk}/").status_code == 404
        assert open_page(who).get(f"{CHAT}now/").status_code == 403
    [mine] = my_groups(alba)
    assert (mine.group.pk, mine.outside, mine.line) == (group.pk, True, "")
    tell(alba, road="first_year")
    assert "This room is for people" not in words(open_page(alba).get(CHAT)), "at the next visit they are in"
    assert enter(membership_of(group, alba))


@pytest.mark.django_db(transaction=True)
async def test_an_open_line_closes_with_the_stage_and_opens_with_it(live_site, group, let, birch, finch):
    alba, eli = birch.member, finch.member
    await sync_to_async(tell)(eli, road="first_year")
    await sync_to_async(tell)(alba, road="first_year")
    talk = await sync_to_async(conversation_of)(group)
    pages = [await Page.open(live_site.url, await sync_to_async(signed_in)(who)) for who in (alba, eli)]
    try:
        for page in pages:
            await page.watch(talk.pk)
        await sync_to_async(let)(FIRST_YEAR)
        for page in pages:
            await page.hear("rules")
        await sync_to_async(tell)(eli, road="longer")
        await sync_to_async(keep_places)()
        assert (await pages[1].hear("closed"))["code"] == "left"
        await pages[0].post(talk.pk, "For those in their first year.")
        assert await pages[1].everything(0.3, "message") == []
        await pages[1].say(type="watch", conversation=talk.pk, since=0)
        assert (await pages[1].hear("closed"))["code"] == "not_yours"
        await sync_to_async(tell)(eli, road="first_year")
        await sync_to_async(keep_places)()
        await pages[1].watch(talk.pk, since=0)
        assert (await pages[1].hear("message"))["body"] == "For those in their first year."
    finally:
        for page in pages:
            await page.close()


# Who listens


SUNDAY_NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def parts(membership, at=SUNDAY_NOON):
    return room_now(membership, conversation_of(membership.group), at).duty


def test_the_page_knows_who_listens_and_who_is_next(group, let, birch, heron):
    tomas = lead(group)
    let(
        Rules(
            rota=(
                Duty(tomas.pk, EVERY_DAY, time(18), time(22)),
                Duty(heron.pk, (6,), time(20), time(1)),
                Duty(None, (0,), time(6), time(10)),
            )
        )
    )
    said = [(part.begins.hour, part.words, part.next_words) for part in parts(birch)]
    assert said == [
        (12, "", "Tomas here"),
        (18, "Tomas here is listening tonight.", "Heron and Tomas here"),
        (20, "Heron and Tomas here are listening tonight.", "Heron"),
        (22, "Heron is listening tonight.", "the staff of Harbor House"),
        (1, "", "the staff of Harbor House"),
        (6, "The staff of Harbor House are listening just now.", "Tomas here"),
        (10, "", "Tomas here"),
    ]
    assert [part.now for part in parts(birch)] == [True] + [False] * 6
    assert parts(heron)[2].words == "You and Tomas here are listening tonight."


def test_the_hours_are_those_of_the_rooms_clock(group, let, birch):
    let(Rules(zone="America/New_York", rota=(Duty(lead(group).pk, EVERY_DAY, time(18), time(22)),)))
    first = parts(birch)[0]
    assert first.next_at == datetime(2026, 5, 3, 18, tzinfo=ZoneInfo("America/New_York"))


def test_only_who_keeps_the_room_today_is_promised(group, let, birch, heron, leader):
    let(Rules(rota=(Duty(heron.pk, EVERY_DAY, time(0), time(0)),)))
    assert parts(birch)[0].words == "Heron is listening just now."
    appoint(heron, by=leader, role="member")
    [nobody] = parts(birch)
    assert (nobody.kind, nobody.next_at) == ("nobody", None)
    assert "Nobody is on duty in this room just now." in words(open_page(birch.member).get(f"{CHAT}now/"))
    shown = words(open_page(leader).get(RULES))
    assert 'name="line"' not in shown, "hours of somebody who keeps the room no more are not offered again"


def test_who_was_blocked_is_not_named(group, let, birch, heron):
    let(Rules(rota=(Duty(heron.pk, EVERY_DAY, time(0), time(0)),)))
    block(birch.member, heron.member, known_as="Heron")
    assert parts(birch)[0].words == "Someone who keeps this room is listening just now."
    assert "Heron" not in words(open_page(birch.member).get(f"{CHAT}now/"))


def test_a_room_without_a_rota_promises_nothing_and_says_so(group, birch):
    page = words(open_page(birch.member).get(CHAT))
    assert "Nobody is on duty" not in page
    assert "This room is not watched all the time." in page


# When it rests


def test_before_it_rests_people_are_told_and_meanwhile_until_when(group, let, birch, heron):
    let(Rules(opens_at=time(8), rests_at=time(22), zone="Europe/Madrid"))
    at = datetime(2026, 5, 3, 21, 55, tzinfo=ZoneInfo("Europe/Madrid"))
    hours = room_now(birch, conversation_of(group), at).hours
    said = [(part.kind, part.begins, part.ends, part.now) for part in hours]
    rests, opens = at + timedelta(minutes=5), at + timedelta(hours=10, minutes=5)
    assert said[:2] == [("soon", at, rests, True), ("resting", rests, opens, False)]
    assert said[2][:2] == ("soon", opens + timedelta(hours=13, minutes=50))


def test_a_resting_room_takes_keepers_words_and_gives_the_others_theirs_back(group, let, birch, heron):
    here = timezone.now().astimezone(UTC)
    hours = [(here + timedelta(hours=n)).time().replace(second=0, microsecond=0) for n in (2, 3)]
    let(Rules(opens_at=hours[0], rests_at=hours[1]))
    talk = conversation_of(group)
    page = open_page(birch.member)
    sent = {"body": "Not lost.", "client_id": "0b1f7f0e-6c2e-4f7e-9f6e-000000000002", "next": CHAT}
    answer = page.post(f"/conversations/{talk.pk}/messages/", sent)
    assert answer.status_code == 422
    assert "Not lost." in words(answer)
    assert "This room is resting" in words(page.get(f"{CHAT}now/"))
    json = page.post(f"/conversations/{talk.pk}/messages/", sent, headers={"accept": "application/json"})
    assert json.json()["code"] == "resting"
    assert not Message.objects.exists()
    sent["client_id"] = "0b1f7f0e-6c2e-4f7e-9f6e-000000000003"
    assert open_page(heron.member).post(f"/conversations/{talk.pk}/messages/", sent).status_code == 302
