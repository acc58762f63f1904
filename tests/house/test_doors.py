"""Every address of the house, tried by whoever has no business there.

A new address fails here until it is placed: public, for anyone signed in, or somebody's own.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from community.conversations.models import Conversation, Message, Picture, PictureFile
from community.facilities.models import Facility, Invitation, StaffRole
from community.members.actions import block
from community.members.models import Member
from community.milestones.models import Counter
from community.notifications.models import Notification
from community.safety.models import Appeal, Case, Report
from community.support.actions import ask_for_support
from community.support.models import Told
from groups.forum.models import Thread
from groups.joining.models import GroupInvitation, JoinRequest
from groups.meetings.models import Occurrence, Pause
from groups.roster.actions import remove
from groups.roster.models import Group, Membership
from groups.welcome.models import GreetingShift, Swap
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.oversight.actions import ask_to_open, raise_concern
from mentorship.pairs.actions import propose
from mentorship.pairs.actions.asking import ask as ask_mentor
from mentorship.pairs.models import Pair
from mentorship.pairs.turns import Turn
from mentorship.partings.actions import propose_day, save_letter
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import Reference
from mentorship.rounds.models import Proposal, Round
from mentorship.walking.actions import add_step, propose_call, set_goal, write_for_later, write_note
from mentorship.walking.models import Going
from tests.journeys.week import tell_the_week

pytestmark = pytest.mark.django_db

#: Open to whoever comes, signed in or not.
PUBLIC = {
    "accept_invitation", "account_complete_password_reset", "account_confirm_login_code",
    "account_confirm_password_reset_code", "account_email_verification_sent", "account_inactive",
    "account_login", "account_logout", "account_password_reset_completed", "account_request_login_code",
    "account_reset_password", "account_signup", "appearance", "circle_join", "invited", "leave_invitation",
    "mfa_authenticate", "mfa_login_webauthn", "name_check", "open_invitation", "outbox", "styleguide",
    "meetings:feed", "meetings:guide", "meetings:proof", "meetings:proof_of", "support", "today",
    "groups:invited", "groups:open_invitation",
}  # fmt: skip

#: For anyone signed in: the page is about themselves, or lets them begin something.
SIGNED_IN = {
    "account_change_password", "account_email", "account_reauthenticate", "account_set_password", "blocks",
    "care", "check_in", "check_in_kept", "check_in_not_now", "circle", "circle_invite", "decisions", "edit_clock",
    "edit_name", "edit_profile", "friends", "giving", "groups:directory", "groups:search", "leave_for_good", "me",
    "mentorship:end_offer", "my_signs",
    "meetings:attended", "meetings:calendar", "meetings:find", "meetings:listing", "meetings:mine", "meetings:near",
    "meetings:new", "meetings:reminders",
    "mentorship:letters",
    "mentorship:deputy",
    "mentorship:matters", "mentorship:mine", "mentorship:offer", "mentorship:rest", "mentorship:resume",
    "mentorship:agree", "mentorship:ask_to_vouch", "mentorship:check", "mentorship:step", "mentorship:training",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_download_recovery_codes",
    "mfa_edit_webauthn", "mfa_generate_recovery_codes", "mfa_index", "mfa_list_webauthn", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes", "my_profile", "my_stays",
    "new_counter", "notices", "notices_read", "notification_preferences", "path", "reminders", "support_ask",
    "support_choose", "support_people", "usersessions_list", "welcome", "welcome_here", "welcome_question",
    "groups:found", "groups:invited_not_now", "groups:staying",
}  # fmt: skip

#: For staff of a facility: 403 for everyone else.
STAFF = {
    "desk:front", "desk:cases", "desk:log", "mentor_desk:mentors", "invitations", "invitation_ticket",
    "meeting_desk:feeds", "mentor_desk:how", "mentor_desk:rounds", "mentor_desk:round_begin", "mentor_desk:concerns",
    "mentor_desk:ahead", "mentor_desk:asked", "mentor_desk:people", "mentor_desk:waiting", "mentor_desk:walking",
}  # fmt: skip

#: Pages of a visible group for its members: 403 for others, with the way in.
MEMBERS = {
    "groups:greeters", "groups:greeting_out", "groups:health", "groups:swap_ask", "groups:swap_back",
    "groups:swap_take",
    "groups:daily", "groups:daily_host", "groups:daily_hosts",
    "groups:agreement", "groups:befriend", "groups:block", "groups:chat", "groups:chat_now", "groups:discussion_names",
    "groups:handover",
    "groups:discussions", "groups:leave", "groups:meeting", "groups:meeting_close", "groups:meeting_hand",
    "groups:meetings",
    "groups:meeting_hand_over", "groups:meeting_next", "groups:meeting_open", "groups:meeting_pass", "groups:members",
    "groups:membership", "groups:new_thread", "groups:new_thread_draft", "groups:thread", "groups:thread_draft",
    "groups:thread_follow", "groups:thread_look_after", "groups:words", "groups:words_back", "groups:words_edit",
    "groups:words_remove", "groups:words_sign",
}  # fmt: skip

#: Pages of a group that whoever sees the group may open.
OF_VISIBLE_GROUPS = {"groups:group", "groups:join", "groups:ask"}

#: Somebody's own: for others it is not there, or not allowed.
OWN = {
    "appeal", "desk:appeal", "groups:appeal", "groups:daily_hour", "withdraw_appeal",
    "asked", "asked_end", "asked_here", "asked_state", "circle_invite_again", "circle_withdraw", "conversation",
    "conversation-bell", "conversation-messages", "conversation-people", "conversation-search", "conversation-seen",
    "counter", "counter_again", "counter_correction", "counter_gone",
    "counter_taken_back", "decision", "desk:act", "desk:case", "end_session",
    "friend_back", "friend_end", "friend_no", "friend_wave", "friend_yes", "giving_greet",
    "groups:agreement_change",
    "groups:answer", "groups:case", "groups:case_act", "groups:chat_rules", "groups:look_after",
    "groups:look_after_act", "groups:picture_act", "groups:pictures", "groups:queue", "groups:request",
    "groups:requests", "groups:return", "groups:role",
    "groups:withdraw", "lift_block", "meeting_desk:feed", "meeting_desk:run", "meetings:attended_one",
    "meetings:handed_out", "meetings:was_there", "meetings:after", "meetings:host", "meetings:host_now",
    "meetings:host_say", "meetings:hosts", "meetings:kit", "meetings:meeting_file", "meetings:occurrence_file",
    "meetings:answer", "meetings:bring_back", "meetings:call_off", "meetings:change", "meetings:change_once",
    "meetings:listed", "meetings:meeting", "meetings:occurrence", "meetings:open", "meetings:pause_back",
    "meetings:pauses",
    "meetings:rest",
    "mentor_desk:decide", "mentor_desk:talked", "mentor_desk:stop", "mentorship:accept", "mentorship:agree",
    "mentorship:decline", "mentorship:end", "mentorship:pair", "mentorship:ready", "mentorship:request",
    "mentorship:vouch",
    "mentorship:rhythm", "mentorship:withdraw", "message", "message-edit", "message-react", "message-remove",
    "message-restore", "notice", "picture_large", "picture_small", "receipt", "reminder",
    "reminder_turned", "report",
    "support_call", "support_call_state", "support_end", "support_let_off", "tie", "tie_as", "tie_let_go",
    "withdraw_invitation", "work_at",
    "groups:bring_back", "groups:hand_over", "groups:invitation_withdraw", "groups:invitations", "groups:put_away",
    "groups:handover_answer", "groups:settings", "groups:staying_change",
    "mentor_desk:round", "mentor_desk:round_drop", "mentor_desk:round_keep", "mentor_desk:round_move",
    "mentorship:call_agree", "mentorship:call_off", "mentorship:call_room", "mentorship:calls",
    "mentorship:answer_how", "mentorship:choose_nudge", "mentorship:how", "mentor_desk:how_heard",
    "mentorship:later", "mentorship:later_back", "mentorship:later_change",
    "mentorship:add_step", "mentorship:answer_prompt", "mentorship:let_go_goal", "mentorship:note",
    "mentorship:note_away", "mentorship:notes", "mentorship:reach_goal", "mentorship:set_goal", "mentorship:tick_step",
    "mentorship:together",
    "mentor_desk:concern", "mentor_desk:concern_close", "mentor_desk:concern_take", "mentor_desk:opened_words",
    "mentor_desk:opening_agree", "mentor_desk:opening_ask", "mentor_desk:opening_drop", "mentorship:concern",
    "mentor_desk:weigh", "mentorship:weigh",
    "mentorship:deputy_end", "mentorship:deputy_no", "mentorship:deputy_rather_not", "mentorship:deputy_ready",
    "mentorship:deputy_talk", "mentorship:deputy_talk_end", "mentorship:deputy_yes", "mentorship:stand_in",
    "mentorship:turn_to_deputy",
    "mentorship:flag", "mentorship:let_rest", "mentorship:wake",
    "mentorship:for_you", "mentorship:handover", "mentorship:handover_away", "mentorship:kept_letter",
    "mentorship:left_letter", "mentorship:letter", "mentorship:letter_away", "mentorship:letter_thrown",
    "mentorship:onward", "mentorship:parting", "mentorship:parting_agree", "mentorship:parting_back",
    "mentor_desk:round_progress", "mentorship:introduction_no", "mentorship:introduction_yes",
    "mentorship:line_ask", "mentorship:line_later", "mentorship:line_nearer", "mentorship:line_out",
    "mentorship:line_words",
}  # fmt: skip

#: A mentor's page: for anyone they may meet; not for someone blocked.
MENTORS_PAGE = {
    "mentorship:person", "mentorship:ask", "mentorship:aside", "mentorship:again", "mentorship:favour",
    "mentorship:favour_no_more", "mentorship:line_join",
}  # fmt: skip


#: Different in every answer, whatever is asked for.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def routes() -> Iterator[tuple[str, str]]:
    """Each address: its name and its pattern. The operators' admin has gates and tests of its own."""

    def walk(patterns: Any, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
        for one in patterns:
            if isinstance(one, URLPattern):
                yield f"{space}{one.name}", f"{prefix}{one.pattern}"
            else:
                inner = f"{space}{one.namespace}:" if one.namespace else space
                yield from walk(one.url_patterns, f"{prefix}{one.pattern}", inner)

    for name, pattern in walk(get_resolver().url_patterns):
        if not pattern.startswith("operators/"):
            yield name, pattern


class World:
    """The demo week, and one of everything that has a number."""

    def __init__(self) -> None:
        self.week = week = tell_the_week()
        self.circle = Group.objects.get(slug="evening-circle")
        gil_asks = ask_mentor(MentorOffer.objects.get(member=week.bruno), by=week.gil)
        sol = MentorOffer.objects.get(member=week.sol)
        turn = Turn.objects.create(mentee=week.gil, mentor=sol.member, offer=sol, place=3)
        pair = Pair.objects.get(mentee=week.alba)
        rhythm = propose(pair, by=week.bruno, words="Tuesdays at eight")
        vouching = Reference.objects.create(
            offer=MentorOffer.objects.get(member=week.orla), by=week.bruno, part="member", name="Bruno", known_as="Orla"
        )
        deputy = Deputy.objects.create(
            offer=pair.offer, deputy=MentorOffer.objects.get(member=week.ines), agreed_at=timezone.now()
        )
        talk = DeputyTalk.objects.create(deputy=deputy, pair=pair, read_by_mentee_at=timezone.now())
        tomorrow = timezone.now() + timedelta(days=1)
        meet = propose_call(pair, by=week.bruno, kind="written", minutes=30, times=[tomorrow])
        goal = set_goal(pair, by=week.bruno, words="A walk a day")
        concern = raise_concern(pair, by=week.bruno, topic="worry", words="She has not written.")
        opening = ask_to_open(concern, by=week.faye, reason="To see.", hours=1)
        call = ask_for_support(week.alba)
        proposal = introduced(week.wren)
        sitting = Occurrence.objects.filter(meeting__group=self.circle).upcoming()[0]
        self.told = Told.objects.filter(call=call)
        reported = Message.objects.get(body__startswith="DM me")
        self.numbers: dict[str, dict[str, Any]] = {
            "conversation_id": {"": Conversation.objects.get(scope=pair.scope).pk},
            "picture_id": {"": picture_in(pair.scope).pk},
            "message_id": {"": Message.objects.filter(conversation__scope=pair.scope).latest("seq").pk},
            "shift_id": {"": GreetingShift.objects.filter(group=self.circle).first().pk},  # type: ignore[union-attr]
            "swap_id": {"": Swap.objects.get(shift__group=self.circle).pk},
            "invitation_id": {"": Invitation.objects.open().get().pk},
            "facility_id": {"": Facility.objects.get().pk},
            "thing_id": {"": reported.pk},
            "report_id": {"": Report.objects.filter(reporter=week.alba).get().pk},
            "appeal_id": {"": Appeal.objects.get().pk},
            "weekday": {"": 2},
            "case_id": {"": Case.objects.get(closed_at=None).pk},
            "membership_id": {"": Membership.objects.get(group=self.circle, member=week.ray).pk},
            "offer_id": {
                "": MentorOffer.objects.get(member=week.bruno).pk,
                "mentor_desk:decide": MentorOffer.objects.get(member=week.orla).pk,
            },
            "request_id": {"": gil_asks.pk},
            "turn_id": {"": turn.pk},
            "reference_id": {"": vouching.pk},
            "number": {"": 1},
            "pair_id": {"": pair.pk},
            "rhythm_id": {"": rhythm.pk},
            "deputy_id": {"": deputy.pk},
            "talk_id": {"": talk.pk},
            "goal_id": {"": goal.pk},
            "step_id": {"": add_step(goal, by=week.bruno, words="To the corner").pk},
            "call_id": {"": meet.pk},
            "concern_id": {"": concern.pk},
            "opening_id": {"": opening.pk},
            "time_id": {"": meet.times.get().pk},
            "going_id": {"": Going.objects.create(pair=pair, member=week.bruno, week=1, wants_talk_at=tomorrow).pk},
            "parting_id": {"": propose_day(pair, by=week.bruno, day=(tomorrow + timedelta(days=9)).date()).pk},
            "letter_id": {"": save_letter(pair, by=week.bruno, body="Go well.").pk},
            "later_id": {"": write_for_later(pair, by=week.bruno, body="Hello", due_at=tomorrow).pk},
            "note_id": {"": write_note(pair, by=week.bruno, words="She likes tea.").pk},
            "round_id": {"": proposal.round_id},
            "proposal_id": {"": proposal.pk},
            "decision_id": {"": week.eli.decisions.get().pk if hasattr(week.eli, "decisions") else 1},
            "block_id": {"": block(week.alba, week.ray, known_as="Ray").pk},
            "session_id": {"": 1},
            "place": {"": 0},
            "pause_id": {"": Pause.objects.get(meeting__group__slug="millrace-monday").pk},
            "pk": {
                "notice": Notification.objects.filter(member=week.alba).first().pk,  # type: ignore[union-attr]
                "counter": Counter.objects.get(member=week.alba).pk,
                "reminder": week.alba.reminders.get().pk,
                "tie": week.alba.ties.get().pk,
                "support_call": call.pk,
                "asked": self.told.first().pk,  # type: ignore[union-attr]
                "groups:thread": Thread.objects.filter(group=self.circle).first().pk,  # type: ignore[union-attr]
                "groups:words": Thread.objects.filter(group=self.circle).first().pk,  # type: ignore[union-attr]
                "groups:member": Membership.objects.get(group=self.circle, member=week.ray).pk,
                "groups:befriend": Membership.objects.get(group=self.circle, member=week.ray).pk,
                "groups:block": Membership.objects.get(group=self.circle, member=week.ray).pk,
                "groups:role": Membership.objects.get(group=self.circle, member=week.ray).pk,
                "groups:hand_over": Membership.objects.get(group=self.circle, member=week.ray).pk,
                "groups:invitation_withdraw": GroupInvitation.objects.filter(group=self.circle).first().pk,  # type: ignore[union-attr]
                "meetings:meeting": sitting.meeting_id,
                "meetings:change": sitting.meeting_id,
                "meetings:pause": sitting.meeting_id,
                "meetings:rest": sitting.meeting_id,
                "meetings:open": sitting.meeting_id,
                "meetings:listed": sitting.meeting_id,
                "meetings:": sitting.pk,
                "meetings:change_once": sitting.pk,
                "groups:staying_change": Facility.objects.get().pk,
                "groups:": JoinRequest.objects.open().get().pk,
                "": 1,
            },
        }

    def address(self, name: str, pattern: str, *, slug: str = "evening-circle") -> str:
        """The address with something real in every place, somebody else's wherever it can be."""
        values: dict[str, Any] = {}
        for part in pattern.split("<")[1:]:
            key = part.split(">")[0].split(":")[-1]
            if key == "slug":
                values[key] = "road" if name == "welcome_question" else slug
            elif key == "key":
                values[key] = "good_day" if name == "mentorship:answer_prompt" else "message"
            elif key == "act":
                values[key] = "approve" if name.startswith("mentor_desk") else "claim"
            elif key in ("token", "code"):
                values[key] = "nobody-has-this"
            else:
                known = self.numbers[key]
                fitting = max((start for start in known if name.startswith(start)), key=len)
                values[key] = known[fitting]
        return reverse(name, kwargs=values)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One week for all tests of this file; each test's own changes are taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def introduced(mentee: Member) -> Proposal:
    """A kept round that thought of somebody for this mentee."""
    facility = Facility.objects.get()
    held = Round.objects.create(facility=facility, day=timezone.now().date(), kept_at=timezone.now())
    offer = MentorOffer.objects.standing().exclude(member=mentee).first()
    return Proposal.objects.create(round=held, mentee=mentee, offer=offer, sent_at=timezone.now())


def picture_in(scope: str) -> Picture:
    """A small picture under the first words said there."""
    message = Message.objects.filter(conversation__scope=scope).order_by("seq")[0]
    picture = Picture.objects.create(
        conversation=message.conversation, message=message, author=message.author, width=1, height=1
    )
    for form in PictureFile.Form.values:
        PictureFile.objects.create(picture=picture, form=form, content=b"RIFF")
    return picture


def try_door(client: Client, url: str) -> list[int]:
    """GET and POST."""
    return [client.get(url).status_code, client.post(url, {}).status_code]


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


ROUTES = sorted(set(routes()))
BY_NAME = [pytest.param(*route, id=route[0]) for route in ROUTES]


def test_every_address_has_its_place():
    placed = PUBLIC | SIGNED_IN | STAFF | MEMBERS | OF_VISIBLE_GROUPS | OWN | MENTORS_PAGE
    names = {name for name, _ in ROUTES}
    assert names - placed == set(), "new addresses: say whose they are"
    assert placed - names == set(), "addresses that are gone"


@pytest.mark.parametrize(("name", "pattern"), BY_NAME)
def test_signed_out(world: World, name: str, pattern: str):
    """Whoever is signed out is led to the login, and learns nothing."""
    url = world.address(name, pattern)
    for status in try_door(Client(), url):
        assert status < 500, url
        if name not in PUBLIC:
            assert status in (302, 401, 403, 404, 405), f"{url}: {status}"


@pytest.mark.parametrize("who", ["dara", "hana", "eli", "gil"])
def test_nobody_breaks_a_door(world: World, who: str):
    """Any member may try any address with nothing in hand: an answer, never an error."""
    client = signed_in(getattr(world.week, who))
    for name, pattern in ROUTES:
        if name in ("account_logout", "leave_for_good"):
            continue
        for status in try_door(client, world.address(name, pattern)):
            assert status < 500, f"{name}: {status}"


@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id in OWN - {"work_at"}])
def test_strangers_own_nothing_here(world: World, name: str, pattern: str):
    """Dara shares no room with alba: what is somebody's own is not there for her, or not hers to touch."""
    client = signed_in(world.week.dara)
    for status in try_door(client, world.address(name, pattern)):
        assert status in (403, 404, 405), f"{name}: {status}"


@pytest.mark.parametrize("who", ["dara", "hana"])
@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id in MEMBERS])
def test_a_groups_pages_are_its_members(world: World, who: str, name: str, pattern: str):
    client = signed_in(getattr(world.week, who))
    for status in try_door(client, world.address(name, pattern)):
        assert status in (403, 405), f"{name}: {status}"


@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id.startswith("groups:")])
def test_a_hidden_group_is_not_there(world: World, name: str, pattern: str):
    """Word for word the answer of an address that never was."""
    if "<slug" not in pattern:
        return
    client = signed_in(world.week.alba)
    hidden = client.get(world.address(name, pattern, slug="the-long-road"))
    never = client.get(world.address(name, pattern, slug="never-was"))
    assert hidden.status_code == never.status_code
    assert hidden.status_code in (404, 405)
    assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", never.content.replace(b"never-was", b"the-long-road"))


@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id in MEMBERS | OF_VISIBLE_GROUPS])
def test_who_was_asked_to_leave_is_out(world: World, name: str, pattern: str):
    seat = Membership.objects.select_related("group", "member").get(group=world.circle, member=world.week.theo)
    remove(seat, by=world.week.carmen, reason="For this test.")
    client = signed_in(world.week.theo)
    status = client.get(world.address(name, pattern)).status_code
    assert status in (403, 405) or (name in OF_VISIBLE_GROUPS and status == 200), f"{name}: {status}"


@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id in STAFF | {"desk:case", "desk:act"}])
def test_the_desk_is_the_staffs(world: World, name: str, pattern: str):
    """Members, keepers of a group, and staff of another house do not come to this one's desk."""
    url = world.address(name, pattern)
    for who in ("alba", "carmen", "bruno"):
        for status in try_door(signed_in(getattr(world.week, who)), url):
            assert status in (403, 404, 405), f"{who} at {name}: {status}"
    other = Facility.objects.create(name="Other House", slug="other-house")
    StaffRole.objects.create(facility=other, member=world.week.dara, role=StaffRole.Role.OWNER)
    answer = signed_in(world.week.dara).get(url)
    if name in ("desk:case", "desk:act"):
        assert answer.status_code in (403, 404, 405)
    assert b"DM me if you need" not in answer.content
    assert b"Orla" not in answer.content


@pytest.mark.parametrize(("name", "pattern"), [one for one in BY_NAME if one.id in MENTORS_PAGE])
def test_a_blocked_person_does_not_meet_the_blocker(world: World, name: str, pattern: str):
    block(world.week.bruno, world.week.gil, known_as="Gil")
    for status in try_door(signed_in(world.week.gil), world.address(name, pattern)):
        assert status in (404, 405), f"{name}: {status}"


def test_an_ended_account_opens_nothing(world: World):
    client = signed_in(world.week.june)
    Member.objects.filter(pk=world.week.june.pk).update(ended_at=timezone.now())
    for name, pattern in ROUTES:
        if name in SIGNED_IN | STAFF | MEMBERS | OWN:
            status = client.get(world.address(name, pattern)).status_code
            assert status in (302, 401, 403, 404, 405), f"{name}: {status}"
