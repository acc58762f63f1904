"""Following, being named, drafts, and what keepers do: who is told, once, and of what."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.kit.gate import Refused
from community.members.actions import block
from community.notifications.models import Notification
from groups.forum.actions import (
    edit,
    follow,
    keep_draft,
    lock,
    pin,
    remove,
    reply,
    sign,
    start_thread,
    tell_news,
    unfollow,
    unlock,
    unpin,
)
from groups.forum.actions.drafting import ON_ITS_WAY
from groups.forum.models import Draft, Mention, Post, Thread
from groups.roster.actions import leave
from tests.community.doors import door, words_of

LIST = "/groups/evening-circle/discussions/"


@pytest.fixture
def thread(group, birch, alba):
    return start_thread(group, by=alba, title="Sundays", body="They are long.")


def told(member, kind="discussion_answer"):
    return list(Notification.objects.filter(member=member, kind=kind, read_at=None))


def test_whoever_began_or_answered_is_told_in_one_notice(thread, alba, leader, finch):
    for words in ("I cook.", "And I read."):
        reply(thread, by=leader, body=words)
        assert tell_news() == 1
    assert tell_news() == 0
    [notice] = told(alba)
    assert (notice.count, notice.text) == (2, "Tomas here answered in “Sundays”.")
    assert told(leader) == told(finch.member) == []
    reply(thread, by=alba, body="Thank you.")
    tell_news()
    assert len(told(leader)) == 1
    door(alba).get(thread.get_absolute_url())
    assert told(alba) == []


def test_several_are_told_in_one_order(group, thread, alba, leader, eli, finch):
    """Whoever tells several holds their notices until the end: all do so in the order of the members."""
    other = start_thread(group, by=leader, title="Mondays", body="They are short.")
    for one in (thread, other):
        for member in sorted((alba, leader, eli), key=lambda one: -one.pk):
            follow(one, by=member)
    reply(other, by=eli, body="First.")
    reply(thread, by=eli, body="Second.")
    reply(thread, by=leader, body="Third.")
    tell_news()
    order = list(Notification.objects.filter(kind="discussion_answer").order_by("pk").values_list("member", flat=True))
    assert len(order) > 3
    assert order == sorted(order)


def test_following_by_hand_and_stopping(thread, alba, leader, finch, eli):
    url = f"{thread.get_absolute_url()}follow/"
    door(eli).post(url, {"on": "1"})
    door(alba).post(url, {"on": "0"})
    reply(thread, by=leader, body="I cook.")
    tell_news()
    assert len(told(eli)) == 1
    assert told(alba) == []
    reply(thread, by=alba, body="Answering does not begin it again.")
    reply(thread, by=leader, body="Good.")
    tell_news()
    assert told(alba) == []


def test_who_is_not_told(thread, group, alba, leader, finch, eli, heron, carmen, dara):
    for who in (eli, carmen):
        follow(thread, by=who)
    block(eli, leader, known_as="Tomas")
    leave(group, by=carmen)
    reply(thread, by=leader, body="I cook.")
    gone = reply(thread, by=leader, body="Never mind.")
    remove(gone, by=leader)
    tell_news()
    assert told(eli) == told(carmen) == []
    assert told(alba)[0].count == 1
    with pytest.raises(PermissionDenied):
        follow(thread, by=dara)
    with pytest.raises(PermissionDenied):
        unfollow(thread, by=dara)


def test_a_folded_discussion_is_told_of_without_its_title(group, birch, alba, leader):
    thread = start_thread(group, by=alba, title="Saturday", body="I drank.", notes=["relapse"])
    reply(thread, by=leader, body="I am near.")
    tell_news()
    [notice] = told(alba)
    assert "Saturday" not in notice.text
    assert "relapse" in notice.text


def test_whoever_asked_to_be_witnessed_learns_that_somebody_was_here(group, birch, alba, leader, finch, eli):
    thread = start_thread(group, by=alba, title="A year", body="Today.", mode="witness", notes=["loss"])
    sign(thread, by=leader, kind="with_you")
    sign(thread, by=alba, kind="with_you")
    [notice] = told(alba)
    assert notice.text == "Tomas here was here, where you asked to be witnessed."
    door(alba).get(thread.get_absolute_url())
    assert told(alba) == []
    sign(thread, by=eli, kind="proud")
    assert len(told(alba)) == 1
    door(alba).get(thread.get_absolute_url())  # seen again, with nothing new to read
    assert told(alba) == []
    sign(start_thread(group, by=alba, title="Open", body="Words."), by=eli, kind="proud")
    assert told(alba) == []


def test_whoever_is_named_is_told_once(thread, alba, leader, finch, eli):
    follow(thread, by=eli)
    post = reply(thread, by=leader, body="Ask @finch, or @Nobody. `@Birch`")
    assert 'class="mention"' in post.html
    assert list(Mention.objects.values_list("membership", flat=True)) == [finch.pk]
    tell_news()
    [notice] = told(eli, "discussion_named")
    assert "mentioned you" in notice.text
    assert told(eli) == []  # not of the same words twice
    edit(post, by=leader, body="Ask @Finch, please, or @Birch.")
    tell_news()
    assert told(eli, "discussion_named")[0].count == 1
    assert len(told(alba, "discussion_named")) == 1


def test_whoever_is_named_no_more_is_not_told(thread, alba, leader, finch, eli):
    post = reply(thread, by=leader, body="Ask @Finch.")
    edit(post, by=leader, body="Ask around.")
    tell_news()
    assert told(eli, "discussion_named") == []


def test_a_block_stands_between_a_name_and_its_bearer(thread, leader, finch, eli, alba):
    block(eli, leader, known_as="Tomas")
    post = reply(thread, by=leader, body="Ask @Finch.")
    assert "mention" not in post.html
    assert not Mention.objects.exists()
    url = f"{LIST}names/?q=f"
    assert "Finch" not in words_of(door(leader).get(url))
    assert door(alba).get(url).json() == [{"id": finch.pk, "name": "Finch", "hue": finch.hue}]


def test_told_once_however_many_tell(at_once, thread, alba, leader, finch, eli):
    reply(thread, by=leader, body="Ask @Finch.")
    at_once(*[tell_news] * 4)
    assert told(alba)[0].count == 1
    assert told(eli, "discussion_named")[0].count == 1


def test_a_draft_is_kept_and_gone_when_it_is_sent(thread, birch, alba, leader):
    url = f"{thread.get_absolute_url()}draft/"
    mark = str(uuid.uuid4())
    for words in ("I beg", "I begin"):
        assert door(alba).post(url, {"body": words, "client_id": mark}).status_code == 204
    assert Draft.objects.get().body == "I begin"
    page = words_of(door(alba).get(thread.get_absolute_url()))
    assert "I begin</textarea>" in page
    assert "What you began is still here." in page
    assert "I begin" not in words_of(door(leader).get(thread.get_absolute_url()))
    door(alba).post(thread.get_absolute_url(), {"body": "I begin and end.", "client_id": mark})
    assert not Draft.objects.exists()
    door(alba).post(url, {"body": "I begin", "client_id": mark})  # the page kept it a moment too late
    assert not Draft.objects.exists()


def test_other_words_under_a_mark_that_was_sent_are_kept(thread, birch, alba):
    """After going back in the browser a page still bears the mark of what was sent from it."""
    url, mark = f"{thread.get_absolute_url()}draft/", str(uuid.uuid4())
    sent = reply(thread, by=alba, body="I begin and end.", client_id=mark)
    began = start_thread(thread.group, by=alba, title="Nights", body="Long.", client_id=mark)
    a_while_ago = timezone.now() - 2 * ON_ITS_WAY
    Post.objects.filter(pk=sent.pk).update(created_at=a_while_ago)
    Thread.objects.filter(pk=began.pk).update(created_at=a_while_ago)
    door(alba).post(url, {"body": "I begin", "client_id": mark})
    door(alba).post(f"{LIST}new/draft/", {"title": "Nights", "body": "Lo", "client_id": mark})
    assert not Draft.objects.exists()
    door(alba).post(url, {"body": "Something else", "client_id": mark})
    door(alba).post(f"{LIST}new/draft/", {"title": "Days", "body": "Short.", "client_id": mark})
    assert sorted(Draft.objects.values_list("body", flat=True)) == ["Short.", "Something else"]


def test_a_new_discussion_is_kept_without_scripts(group, birch, alba, finch, eli):
    kept = door(alba).post(f"{LIST}new/", {"title": "Nights", "body": "", "keep": "1"})
    assert kept["Location"] == LIST
    assert 'value="Nights"' in words_of(door(alba).get(f"{LIST}new/"))
    assert "Nights" not in words_of(door(eli).get(f"{LIST}new/"))
    start_thread(group, by=alba, title="Nights", body="Long.")
    assert not Draft.objects.exists()
    keep_draft(birch, None, body="x")
    keep_draft(birch, None, body=" ")
    assert not Draft.objects.exists()


def test_keepers_put_on_top_and_close_with_a_reason(thread, alba, heron, carmen, leader, group):
    start_thread(group, by=alba, title="Newer", body="Words.")
    url = f"{thread.get_absolute_url()}look-after/"
    assert door(carmen).post(url, {"act": "pin", "pin-reason": ""}).status_code == 422
    assert door(carmen).post(url, {"act": "pin", "pin-reason": "Asked every week."}).status_code == 302
    page = words_of(door(alba).get(LIST))
    assert page.index("Sundays") < page.index("Newer")
    door(carmen).post(url, {"act": "lock", "lock-reason": "All is said."})
    closed = words_of(door(alba).get(thread.get_absolute_url()))
    assert "All is said." in closed
    assert "<textarea" not in closed
    with pytest.raises(Refused) as refused:
        reply(thread, by=alba, body="One more.")
    assert refused.value.code == "locked"
    sent = door(alba).post(thread.get_absolute_url(), {"body": "Half an hour of typing."})
    assert sent.status_code == 422
    assert "Half an hour of typing." in words_of(sent)
    assert not lock(thread, by=leader, reason="Again.")
    assert unlock(thread, by=leader, reason="There is more.")
    assert unpin(thread, by=leader, reason="It is known by now.")
    assert reply(thread, by=alba, body="One more.").number == 1
    acts = Entry.objects.filter(subject=f"thread:{thread.pk}").order_by("pk").values_list("act", "reason")
    assert list(acts) == [
        ("pin_thread", "Asked every week."),
        ("lock_thread", "All is said."),
        ("unlock_thread", "There is more."),
        ("unpin_thread", "It is known by now."),
    ]


def test_only_keepers_look_after_a_discussion(thread, alba, dara, removed, gil):
    for who in (alba, dara, gil):
        for act in (pin, unpin, lock, unlock):
            with pytest.raises(PermissionDenied):
                act(thread, by=who, reason="Because.")
        assert door(who).get(f"{thread.get_absolute_url()}look-after/").status_code == 403
    thread.refresh_from_db()
    assert thread.pinned_at is thread.locked_at is None


def test_the_list_leads_to_what_is_new(thread, alba, leader, finch):
    for n in range(25):
        Post.objects.create(
            thread=thread, number=n + 1, author=thread.author, body=f"Nr {n + 1}", html=f"<p>{n + 1}</p>"
        )
    thread.refresh_from_db()
    type(thread).objects.filter(pk=thread.pk).update(reply_count=25)
    door(leader).get(thread.get_absolute_url())
    listed = words_of(door(leader).get(LIST))
    assert "5 new" in listed
    assert f"{thread.get_absolute_url()}?after=20#new" in listed
    page = words_of(door(leader).get(f"{thread.get_absolute_url()}?after=20"))
    assert page.index('id="new"') < page.index('id="p21"')
    assert 'id="new"' not in words_of(door(leader).get(f"{thread.get_absolute_url()}?after=20"))
    begin = words_of(door(finch.member).get(thread.get_absolute_url()))
    again = words_of(door(finch.member).get(thread.get_absolute_url()))
    assert "To what is new" not in begin
    assert "?after=20#new" in again


def test_nothing_is_told_of_a_thread_by_someone_they_have_blocked(thread, alba, birch, eli, finch, leader):
    follow(thread, by=eli)
    block(eli, alba, known_as="Birch")
    reply(thread, by=leader, body="I cook. @Finch?")
    tell_news()
    assert told(eli) == told(eli, "discussion_named") == []


def test_whoever_is_quiet_may_sign(thread, quieted, eli):
    assert sign(thread, by=eli, kind="with_you")
