"""Another look: the person asks in their own words, another than who decided answers, and the first answer counts."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import post, remove
from community.conversations.models import Participant
from community.facilities.models import StaffRole
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from community.safety.actions import answer_appeal, appeal, claim, hide, tell_staff_of_late_appeals, withdraw_appeal
from community.safety.models import Appeal, Decision
from groups.moderation.actions import ask_to_leave, quiet, step_away, warn
from groups.roster.models import Membership, Sanction
from groups.roster.queries import conversation_of, current_away, current_silence


def soon(hours=24):
    return timezone.now() + timedelta(hours=hours)


def told(member, kind="appeal_waiting"):
    return Notification.objects.filter(member=member, kind=kind, read_at=None).exists()


@pytest.fixture
def quieted(elis, moderator):
    """Carmen's decision that Eli be quiet."""
    quiet(elis, by=moderator, reason="You called people names.", until=soon())
    return Decision.objects.get(act="quiet")


@pytest.fixture
def asked(quieted, eli):
    return appeal(quieted, by=eli, words="I was called names first.")


@pytest.fixture
def owner(harbor, hana):
    StaffRole.objects.create(member=hana, facility=harbor, role="owner")
    return hana


def test_another_keeper_answers_and_what_held_ends(group, asked, elis, eli, moderator, leader):
    assert told(leader)
    assert not told(moderator)
    assert not told(eli)
    answer_appeal(asked, by=leader, outcome="lifted", answer="You were. I am sorry.")
    assert current_silence(elis) is None
    post(conversation_of(group), by=eli, body="Thank you.", client_id=uuid.uuid4())
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_by, asked.answered_as) == ("lifted", leader, "Tomas here")
    assert told(eli, "appeal_answered")
    assert not told(leader)
    entry = Entry.objects.get(act="lift_decision")
    assert (entry.by, entry.about, entry.reason) == (leader, eli, "You were. I am sorry.")


def test_it_may_stand(asked, elis, eli, leader):
    answer_appeal(asked, by=leader, outcome="stands", answer="I read it all. It stays.")
    assert current_silence(elis) is not None
    assert Entry.objects.filter(act="uphold_decision").count() == 1
    with pytest.raises(Refused):
        appeal(asked.decision, by=eli, words="Once more.")


def test_never_who_decided_nor_the_person_nor_a_stranger(asked, eli, alba, albas, moderator, dara, bruno, hana, harbor):
    from community.facilities.models import Facility

    StaffRole.objects.create(member=bruno, facility=harbor, role="counsellor")
    hill = Facility.objects.create(name="Hill House", slug="hill-house")
    StaffRole.objects.create(member=hana, facility=hill, role="owner")
    StaffRole.objects.create(member=moderator, facility=harbor, role="owner")  # a second hat is the same head
    for by in (moderator, eli, alba, dara, bruno, hana):
        assert not Appeal.objects.decidable_by(by).exists(), by
        with pytest.raises(PermissionDenied):
            answer_appeal(asked, by=by, outcome="lifted", answer="x")
    assert Appeal.objects.open().count() == 1


def test_staff_where_no_other_keeper_is(elis, eli, leader, owner):
    warn(elis, by=leader, reason="Please listen more.")
    asked = appeal(Decision.objects.get(), by=eli, words="I did.")
    assert told(owner)
    assert not told(leader)
    answer_appeal(asked, by=owner, outcome="stands", answer="It was meant kindly.")
    asked.refresh_from_db()
    assert asked.answered_as == ""


def test_operators_hear_where_nobody_may_answer(elis, eli, leader, dara):
    Member.objects.filter(pk=dara.pk).update(is_superuser=True)
    warn(elis, by=leader, reason="Please listen more.")
    appeal(Decision.objects.get(), by=eli, words="I did.")
    assert told(dara)


def test_staff_are_told_after_a_day_once(asked, owner):
    assert not told(owner)
    assert tell_staff_of_late_appeals() == 0
    Appeal.objects.update(asked_at=soon(-25))
    assert tell_staff_of_late_appeals() == 1
    assert told(owner)
    assert tell_staff_of_late_appeals() == 0


def test_time_away_ends_at_once(elis, eli, moderator, leader):
    step_away(elis, by=moderator, reason="Apart.", until=soon())
    asked = appeal(Decision.objects.get(), by=eli, words="It was not me.")
    answer_appeal(asked, by=leader, outcome="lifted", answer="It was somebody else.")
    elis.refresh_from_db()
    assert current_away(elis) is None
    assert elis.away_until is None
    assert Participant.objects.get(member=eli).ended_at is None


def test_a_place_is_given_back_as_it_was(group, elis, eli, moderator, leader):
    since = elis.joined_at
    ask_to_leave(elis, by=moderator, reason="Three times.")
    asked = appeal(Decision.objects.get(), by=eli, words="Twice, and I said sorry.")
    answer_appeal(asked, by=leader, outcome="lifted", answer="That counts.")
    elis.refresh_from_db()
    assert (elis.ended_at, elis.name, elis.joined_at) == (None, "Eli here", since)
    assert Participant.objects.get(member=eli).ended_at is None
    group.refresh_from_db()
    assert group.member_count == Membership.objects.present().filter(group=group).count()


def test_only_what_this_decision_asked_is_lifted(elis, eli, moderator, leader, quieted):
    quiet(elis, by=leader, reason="And again.", until=soon(72))
    asked = appeal(quieted, by=eli, words="The first one was wrong.")
    with pytest.raises(PermissionDenied):
        answer_appeal(asked, by=moderator, outcome="lifted", answer="x")
    answer_appeal(asked, by=leader, outcome="lifted", answer="It was.")
    assert current_silence(elis).reason == "And again."


def test_hidden_words_are_shown_again(case, words, eli, moderator, leader):
    claim(case, by=moderator)
    hide(case, by=moderator, reason="Hurtful.")
    asked = appeal(Decision.objects.get(member=eli), by=eli, words="It was a quote.")
    answer_appeal(asked, by=leader, outcome="lifted", answer="So it was.")
    words.refresh_from_db()
    assert not words.is_hidden
    assert Decision.objects.filter(member=eli).count() == 1


def test_a_removed_message_comes_back(words, eli, moderator, leader):
    remove(words, by=moderator, reason="Hurtful.")
    asked = appeal(Decision.objects.get(member=eli), by=eli, words="It was a quote.")
    answer_appeal(asked, by=leader, outcome="lifted", answer="So it was.")
    words.refresh_from_db()
    assert not words.is_hidden


def test_asked_once_taken_back_asked_again(quieted, asked, eli, alba, leader):
    assert appeal(quieted, by=eli, words="Something else.").pk == asked.pk
    with pytest.raises(PermissionDenied):
        withdraw_appeal(asked, by=alba)
    assert withdraw_appeal(asked, by=eli)
    assert not withdraw_appeal(asked, by=eli)
    assert not told(leader)
    with pytest.raises(Refused):
        answer_appeal(asked, by=leader, outcome="lifted", answer="x")
    assert appeal(quieted, by=eli, words="After all.").pk == asked.pk
    assert Appeal.objects.open().get().words == "After all."


def test_not_without_words_not_for_others_not_what_was_given_back(quieted, elis, eli, alba, moderator):
    with pytest.raises(Refused):
        appeal(quieted, by=eli, words="  \0")
    with pytest.raises(Refused):
        appeal(quieted, by=eli, words="x" * 2001)
    with pytest.raises(PermissionDenied):
        appeal(quieted, by=alba, words="For him.")
    from groups.moderation.actions import unquiet

    unquiet(elis, by=moderator, reason="We talked.")
    with pytest.raises(Refused):
        appeal(Decision.objects.get(act="unquiet"), by=eli, words="x")


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(asked, elis, leader, owner, at_once):
    gave = at_once(
        lambda: answer_appeal(Appeal.objects.get(), by=leader, outcome="lifted", answer="Yes."),
        lambda: answer_appeal(Appeal.objects.get(), by=owner, outcome="stands", answer="No."),
    )
    assert sorted(type(one).__name__ for one in gave) in (["Appeal", "PermissionDenied"], ["Appeal", "Refused"])
    lifted = Appeal.objects.get().outcome == "lifted"
    assert (current_silence(elis) is None) is lifted
    assert Entry.objects.filter(act__in=("lift_decision", "uphold_decision")).count() == 1


@pytest.mark.django_db(transaction=True)
def test_answered_and_withdrawn_at_once_is_one_of_both(asked, eli, leader, at_once):
    answered, withdrawn = at_once(
        lambda: answer_appeal(Appeal.objects.get(), by=leader, outcome="stands", answer="It stays."),
        lambda: withdraw_appeal(Appeal.objects.get(), by=eli),
    )
    row = Appeal.objects.get()
    assert (row.answered_at is None) is withdrawn
    assert isinstance(answered, Refused) is withdrawn


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_is_one(quieted, eli, at_once):
    ask = [lambda: appeal(Decision.objects.get(act="quiet"), by=eli, words="Please look.")] * 3
    assert len({one.pk for one in at_once(*ask)}) == 1


def test_the_pages(client, asked, quieted, eli, alba, albas, moderator, leader, owner, settings):
    settings.STAFF_SECOND_FACTOR = False
    queue, page = "/groups/evening-circle/queue/", f"/groups/evening-circle/queue/appeals/{asked.pk}/"

    client.force_login(eli)
    mine = client.get(f"/decisions/{quieted.pk}/")
    assert b"I was called names first." in mine.content
    assert b"withdraw" in mine.content
    assert b"on its way" in client.get("/decisions/").content
    assert client.get(page).status_code == 403

    client.force_login(alba)
    assert client.get(f"/decisions/{quieted.pk}/").status_code == 404
    assert client.post(f"/decisions/{quieted.pk}/appeal/", {"words": "x"}).status_code == 404
    assert client.post(f"/decisions/{quieted.pk}/appeal/withdraw/").status_code == 404
    assert client.get(f"/desk/appeals/{asked.pk}/").status_code == 403

    client.force_login(moderator)  # keeps the group, and decided it
    assert page.encode() not in client.get(queue).content
    assert client.get(page).status_code == 404

    client.force_login(owner)
    assert f"/desk/appeals/{asked.pk}/".encode() in client.get("/desk/").content
    assert client.get(f"/desk/appeals/{asked.pk}/").status_code == 200

    client.force_login(leader)
    assert page.encode() in client.get(queue).content
    assert b"I was called names first." in client.get(page).content
    assert Entry.objects.filter(act="open_appeal", by=leader).count() == 1
    again = client.post(page, {"outcome": "lifted", "answer": " "})
    assert again.status_code == 422
    done = client.post(page, {"outcome": "stands", "answer": "I read all of it."})
    assert (done.status_code, done.url) == (302, queue)
    assert client.get(page).status_code == 404
    assert not Sanction.objects.filter(decision=quieted).exclude(lifted_at=None).exists()

    client.force_login(eli)
    assert b"I read all of it." in client.get(f"/decisions/{quieted.pk}/").content


def test_the_form_keeps_what_was_typed(client, quieted, eli):
    client.force_login(eli)
    answer = client.post(f"/decisions/{quieted.pk}/appeal/", {"words": "y" * 2001})
    assert answer.status_code == 422
    assert b"y" * 2001 in answer.content
    assert client.post(f"/decisions/{quieted.pk}/appeal/", {"words": "Please."}).status_code == 302
    assert Appeal.objects.get().words == "Please."
