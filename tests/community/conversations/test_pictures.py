"""Pictures in conversations: stored with their message or not at all, there for who may read it, held for newcomers."""

import io
import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.audit.models import Entry
from community.conversations import actions, pictures
from community.conversations.actions import refuse_picture, release_picture
from community.conversations.models import Conversation, Message, Participant, Picture, PictureFile, Removal
from community.conversations.uploads import LARGEST_REQUEST
from community.kit.gate import Refused
from community.members.actions import block
from community.members.models import Member
from community.safety.models import Decision, ScopeModerator
from community.safety.registry import kind_of
from tests.community.conversations.pictures import SECRETS, opened, photograph, upload


@pytest.fixture
def known(talk):
    """Everybody has been here for long."""
    long_ago = timezone.now() - timedelta(days=30)
    Participant.objects.update(created_at=long_ago)
    Member.objects.update(joined_at=long_ago)


@pytest.fixture
def keeper(talk, carmen):
    actions.admit(talk, carmen, name="Carmen", hue=3)
    return ScopeModerator.objects.create(scope=talk.scope, member=carmen, name="Carmen", queue_url="/groups/x/queue/")


def send(client, talk, *, mark=None, content=None, alt="", body="", json=False, **more):
    given = {"client_id": mark or str(uuid.uuid4()), "body": body, "alt": alt, **more}
    if content is not None:
        given["picture"] = upload(content)
    headers = {"Accept": "application/json"} if json else {}
    return client.post(reverse("conversation-messages", args=[talk.pk]), given, headers=headers)


def say(talk, by, **more):
    content = photograph()
    made = pictures.make(io.BytesIO(content), len(content))
    return actions.post(talk, by=by, body="", client_id=uuid.uuid4(), picture=made, **more)


def doors(message):
    places = [message.conversation_id, message.picture["id"]]
    return [reverse("picture_small", args=places), reverse("picture_large", args=places)]


def seen_by(member, message):
    client = Client()
    client.force_login(member)
    [status] = {client.get(door).status_code for door in doors(message)}
    return status == 200


def test_a_picture_is_said_with_a_plain_form(client, talk, known, alba, bruno):
    client.force_login(alba)
    answer = send(client, talk, content=photograph(640, 320), alt="  My   garden\x00 ", next="/groups/x/chat/")
    assert (answer.status_code, answer["Location"]) == (302, "/groups/x/chat/#m1")
    message = Message.objects.get()
    assert (message.body, message.html) == ("", "")
    picture = message.picture_kept
    assert message.picture == {"id": str(picture.pk), "width": 320, "height": 640, "alt": "My garden"}
    client.force_login(bruno)
    for door, size in zip(doors(message), [(240, 480), (320, 640)], strict=True):
        answer = client.get(door)
        assert answer["Content-Type"] == "image/webp"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == "inline"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert opened(answer.content).size == size
        assert not any(secret in answer.content for secret in SECRETS)


def test_words_and_picture_together_and_one_json_answer(client, talk, known, alba):
    client.force_login(alba)
    answer = send(client, talk, content=photograph(), body="Look", json=True)
    assert answer.status_code == 201
    assert answer.json()["seq"] == 1
    heard = client.get(
        reverse("conversation-messages", args=[talk.pk]), {"since": 0}, headers={"Accept": "application/json"}
    )
    [frame] = heard.json()["messages"]
    assert frame["body"] == "Look"
    assert set(frame["picture"]) == {"id", "width", "height", "alt"}


@pytest.mark.parametrize(
    ("content", "alt", "code"),
    [
        (b"no picture", "", "picture_unreadable"),
        (photograph() + b"\0" * pictures.LARGEST_FILE, "", "picture_too_large"),
        (photograph(), "so " * 200, "alt_too_long"),
        (None, "", "empty"),
    ],
    ids=["unreadable", "too large", "alt", "nothing"],
)
def test_a_refusal_is_kind_and_what_was_typed_is_kept(client, talk, alba, content, alt, code):
    client.force_login(alba)
    body = "" if code == "empty" else "Dear all, I wrote this"
    answer = send(client, talk, content=content, body=body, alt=alt)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert body in page
    assert alt.strip() in page
    assert 'role="alert"' in page
    assert send(client, talk, content=content, body=body, alt=alt, json=True).json()["code"] == code
    assert not Message.objects.exists()
    assert not Picture.objects.exists()


def test_a_request_far_too_large_is_not_read(client, talk, alba):
    client.force_login(alba)
    door = reverse("conversation-messages", args=[talk.pk])
    answer = client.generic(
        "POST", door, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(LARGEST_REQUEST + 1)
    )
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


def test_other_files_are_passed_over(client, talk, alba):
    client.force_login(alba)
    send(client, talk, body="only words", other=upload(photograph()))
    assert Message.objects.get().picture is None


def test_sent_twice_is_one(client, talk, known, alba):
    client.force_login(alba)
    mark = str(uuid.uuid4())
    first, second = (send(client, talk, mark=mark, content=photograph(), json=True).json() for _ in range(2))
    assert first == second
    assert (Message.objects.count(), Picture.objects.count(), PictureFile.objects.count()) == (1, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_one(talk, alba):
    content, mark = photograph(), uuid.uuid4()
    made = pictures.make(io.BytesIO(content), len(content))
    ready = threading.Barrier(4)
    said = []

    def send_it():
        ready.wait()
        said.append(actions.post(talk, by=alba, body="", client_id=mark, picture=made).pk)
        connection.close()

    threads = [threading.Thread(target=send_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 4
    assert len(set(said)) == 1
    assert (Message.objects.count(), Picture.objects.count(), PictureFile.objects.count()) == (1, 1, 2)


def test_stored_together_or_not_at_all(talk, known, alba, monkeypatch, django_capture_on_commit_callbacks):
    """Whatever breaks in between: no message without its picture, no picture without its message, nobody is told."""
    with monkeypatch.context() as broken, django_capture_on_commit_callbacks() as told:
        broken.setattr(PictureFile.objects, "bulk_create", lambda files: 1 / 0)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            say(talk, alba)
    assert told == []
    assert not Message.objects.exists()
    assert not Picture.objects.exists()
    assert Conversation.objects.get().last_seq == 0
    message = say(talk, alba)
    message.delete()
    assert not Picture.objects.exists()
    assert not PictureFile.objects.exists()


def test_who_may_not_speak_leaves_no_picture(talk, known, eli, dara):
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused):
        say(talk, eli)
    with pytest.raises(PermissionDenied):
        say(talk, dara)
    assert not Picture.objects.exists()


def test_there_for_who_may_read_it_now(talk, known, keeper, alba, bruno, eli, dara, carmen):
    message = say(talk, alba)
    assert all(seen_by(one, message) for one in (alba, bruno, eli, carmen))
    assert not seen_by(dara, message)
    signed_out = Client().get(doors(message)[0])
    assert signed_out.status_code == 302
    block(bruno, alba, known_as="Alba")
    assert not seen_by(bruno, message)
    block(alba, eli, known_as="Eli")
    assert seen_by(eli, message)  # who is blocked cannot tell
    actions.dismiss(talk, eli)
    assert not seen_by(eli, message)
    message.hide(by=carmen)
    assert not any(seen_by(one, message) for one in (alba, bruno, carmen))
    other = actions.open_conversation("pair:9")
    actions.admit(other, alba, name="Alba", hue=1)
    elsewhere = Client()
    elsewhere.force_login(alba)
    assert elsewhere.get(reverse("picture_small", args=[other.pk, message.picture["id"]])).status_code == 404


def test_a_reported_picture_is_seen_by_who_looks_after_the_case(talk, known, keeper, alba, bruno, carmen):
    from community.safety.actions import report

    message = say(talk, alba, alt="A garden")
    assert "A garden" in message.reported_words()
    assert kind_of("message").find(bruno, message.pk) == message
    report(message, by=bruno, category="hurtful")
    message.hide(by=carmen)
    assert seen_by(carmen, message)
    assert not seen_by(bruno, message)


# Held for newcomers


def test_a_newcomers_picture_waits_for_a_keeper(talk, keeper, alba, bruno, carmen):
    message = say(talk, alba, alt="A garden")
    assert message.picture["held"] is True
    assert message.picture_kept.held_at is not None
    assert (seen_by(alba, message), seen_by(carmen, message), seen_by(bruno, message)) == (True, True, False)
    assert list(Picture.objects.waiting().of_place(talk.scope)) == [message.picture_kept]
    assert "held" not in say(talk, carmen).picture  # a keeper's own needs no keeper


@pytest.mark.parametrize(("days", "held"), [(6, True), (8, False)])
def test_a_newcomer_is_one_for_seven_days(talk, keeper, alba, days, held):
    then = timezone.now() - timedelta(days=days)
    Participant.objects.filter(member=alba).update(created_at=then)
    Member.objects.filter(pk=alba.pk).update(joined_at=then - timedelta(days=100))
    assert say(talk, alba).picture.get("held", False) is held


def test_in_a_talk_between_two_nothing_is_held(talk, alba):
    assert "held" not in say(talk, alba).picture


def test_released_it_is_everyones(talk, keeper, alba, bruno, carmen, django_capture_on_commit_callbacks):
    message = say(talk, alba)
    assert release_picture(message.picture_kept, by=carmen)
    assert not release_picture(message.picture_kept, by=carmen)
    assert seen_by(bruno, message)
    message.refresh_from_db()
    assert "held" not in message.picture
    assert message.revision == 1
    entry = Entry.objects.get(act="release_picture")
    assert (entry.by, entry.about, entry.scope) == (carmen, alba, talk.scope)
    assert entry.reason


def test_refused_it_is_gone_and_its_author_told_why(talk, keeper, alba, bruno, carmen):
    message = say(talk, alba)
    with pytest.raises(Refused):
        refuse_picture(message.picture_kept, by=carmen, reason="  ")
    assert refuse_picture(message.picture_kept, by=carmen, reason="A face is to be seen")
    assert not refuse_picture(message.picture_kept, by=carmen, reason="again")
    assert not release_picture(message.picture_kept, by=carmen)
    assert not any(seen_by(one, message) for one in (alba, bruno, carmen))
    removal = Removal.objects.get(message=message)
    assert (removal.by, removal.reason) == (carmen, "A face is to be seen")
    assert Decision.objects.get(member=alba).reason == "A face is to be seen"
    assert Entry.objects.get(act="remove_message").reason == "A face is to be seen"


def test_nobody_else_decides(talk, keeper, alba, bruno, dara):
    message = say(talk, alba)
    for member in (alba, bruno, dara):
        with pytest.raises(PermissionDenied):
            release_picture(message.picture_kept, by=member)
        with pytest.raises(PermissionDenied):
            refuse_picture(message.picture_kept, by=member, reason="no")
    ScopeModerator.objects.create(scope=talk.scope, member=alba, name="Alba", queue_url="/")
    with pytest.raises(PermissionDenied):  # nobody about themselves
        release_picture(message.picture_kept, by=alba)


async def test_after_release_every_page_has_it(start_site, open_page, talk, keeper, alba, carmen):
    from asgiref.sync import sync_to_async

    pages = [await open_page(start_site(number), "bruno") for number in (1, 2)]
    for page in pages:
        await page.watch(talk.pk)
    message = await sync_to_async(say)(talk, alba, alt="A garden")
    for page in pages:
        assert (await page.hear("message"))["picture"]["held"] is True
    picture = await Picture.objects.select_related("conversation", "author").aget()
    await sync_to_async(release_picture)(picture, by=carmen)
    for page in pages:
        changed = await page.hear("changed")
        assert changed["seq"] == message.seq
        assert "held" not in changed["picture"]
        assert changed["picture"]["alt"] == "A garden"


def test_the_messages_own_page_has_its_picture(client, talk, keeper, alba, bruno, carmen):
    message = say(talk, alba, alt="A garden")
    page = f"/conversations/{talk.pk}/messages/{message.pk}/"
    for member, words in ((alba, "Only you see it"), (bruno, "waiting for a keeper")):
        client.force_login(member)
        assert words in client.get(page).content.decode()
    actions.remove(message, by=carmen, reason="A face is to be seen")
    for member in (alba, carmen):
        client.force_login(member)
        assert "/small/" not in client.get(page).content.decode()


def test_an_edited_picture_may_lose_its_words(talk, known, alba):
    content = photograph()
    made = pictures.make(io.BytesIO(content), len(content))
    message = actions.post(talk, by=alba, body="Look", client_id=uuid.uuid4(), picture=made)
    assert actions.edit(message, by=alba, body="")
    message.refresh_from_db()
    assert (message.body, message.picture_kept.pk) == ("", uuid.UUID(message.picture["id"]))
