"""Pictures by newcomers, as the group's keepers find them: folded, let through, or taken away with a reason."""

import io
import uuid

import pytest

from community.conversations.actions import post
from community.conversations.models import Picture
from community.conversations.pictures import make
from community.notifications.models import Notification
from community.safety.models import Decision
from groups.roster.queries import conversation_of
from tests.community.conversations.pictures import photograph

QUEUE = "/groups/evening-circle/queue/"
WAITING = f"{QUEUE}pictures/"


@pytest.fixture
def picture(group, elis, eli):
    content = photograph()
    made = make(io.BytesIO(content), len(content))
    post(conversation_of(group), by=eli, body="", client_id=uuid.uuid4(), picture=made, alt="A garden")
    return Picture.objects.get()


def acts(picture):
    return [f"{WAITING}{picture.pk}/{act}/" for act in ("release", "refuse")]


def test_a_keeper_finds_it_from_the_queue_and_lets_it_be_seen(client, picture, moderator):
    client.force_login(moderator)
    assert f'href="{WAITING}"' in client.get(QUEUE).content.decode()
    page = client.get(WAITING).content.decode()
    assert "A garden" in page
    image = page.index("<img")
    assert page.rindex("<details", 0, image) > page.rindex("</details>", 0, image)  # folded until it is opened
    assert client.get(f"/conversations/{picture.conversation_id}/pictures/{picture.pk}/large/").status_code == 200
    assert client.post(acts(picture)[0]).status_code == 302
    picture.refresh_from_db()
    assert picture.released_by == moderator
    assert "A garden" not in client.get(WAITING).content.decode()
    assert f'href="{WAITING}"' not in client.get(QUEUE).content.decode()
    assert client.post(acts(picture)[1], {"reason": "too late"}).status_code == 302  # a second keeper is told so
    assert not Decision.objects.exists()


def test_taking_it_away_needs_a_reason(client, picture, moderator, eli):
    client.force_login(moderator)
    for reason in ("", "   "):
        answer = client.post(acts(picture)[1], {"reason": reason})
        assert answer.status_code == 422
        assert "field__error" in answer.content.decode()
    assert client.post(acts(picture)[1], {"reason": "A face of somebody else"}).status_code == 302
    assert Decision.objects.get(member=eli).reason == "A face of somebody else"
    picture.message.refresh_from_db()
    assert picture.message.is_hidden


def test_nobody_else_finds_or_decides(client, picture, moderator, albas, alba, eli, dara):
    for member in (alba, eli, dara):
        client.force_login(member)
        assert client.get(WAITING).status_code == 403
        for act in acts(picture):
            assert client.post(act, {"reason": "x"}).status_code == 403
    picture.refresh_from_db()
    assert picture.released_at is None


def test_a_keeper_of_another_group_does_not_reach_it(client, picture, moderator, carmen, leader):
    from groups.roster.actions import found_group

    found_group(by=carmen, slug="other-room", name="Other Room", kind="support", entry="open", known_as="Carmen there")
    client.force_login(carmen)
    for act in ("release", "refuse"):
        assert client.post(f"/groups/other-room/queue/pictures/{picture.pk}/{act}/", {"reason": "x"}).status_code == 404
    assert client.post(f"{WAITING}{picture.pk}/claim/").status_code == 404


def test_the_case_page_shows_a_reported_picture_folded_also_when_it_is_hidden(client, picture, moderator, albas, alba):
    from community.safety.actions import report

    picture.message.picture["held"] = False
    Picture.objects.update(held_at=None)
    case = report(picture.message, by=alba, category="hurtful").case
    address = f"/conversations/{picture.conversation_id}/pictures/{picture.pk}/large/"
    client.force_login(moderator)
    for _shown in ("as it is", "hidden"):
        page = client.get(f"{QUEUE}{case.pk}/").content.decode()
        image = page.index(f'src="{address}"')
        assert page.rindex("<details", 0, image) > page.rindex("</details>", 0, image)
        assert "A garden" in page
        assert client.get(address).status_code == 200
        picture.message.hide(by=moderator)


def test_keepers_are_told_once_and_asked_no_more_when_none_waits(client, moderator, elis, eli, group):
    """The one who sent it is told nothing; the bell leads to the pictures."""
    talk = conversation_of(group)
    content = photograph()
    made = make(io.BytesIO(content), len(content))
    for _n in range(2):
        post(talk, by=eli, body="", client_id=uuid.uuid4(), picture=made)
    notice = Notification.objects.get(member=moderator, kind="picture_waits")
    assert notice.url == WAITING
    assert not Notification.objects.filter(member=eli, kind="picture_waits").exists()
    client.force_login(moderator)
    first, second = Picture.objects.order_by("created_at")
    client.post(acts(first)[0])
    assert Notification.objects.unread().filter(member=moderator, kind="picture_waits").exists()
    client.post(acts(second)[1], {"reason": "A face"})
    assert not Notification.objects.unread().filter(kind="picture_waits").exists()
