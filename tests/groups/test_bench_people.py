"""People for measuring: many, quickly, and only where it is for that."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.conversations.models import Participant
from groups.roster.actions import found_group
from groups.roster.models import Group, Membership


@pytest.fixture
def group(alba):
    return found_group(
        by=alba, slug="measured", name="Measured", kind=Group.Kind.SUPPORT, entry=Group.Entry.OPEN, about="x"
    )


def made(number):
    out = StringIO()
    call_command("bench_people", number, group="measured", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_they_are_members_with_places_and_open_sessions(group, client, settings):
    settings.DEBUG = True
    lines = made(30)
    assert len({line["email"] for line in lines}) == 30
    assert Membership.objects.present().filter(group=group).count() == 31
    assert Participant.objects.filter(conversation__scope=group.scope, ended_at=None).count() == 31
    group.refresh_from_db()
    assert group.member_count == 31
    session = lines[7]["cookie"].split(";")[0].split("=")[1]
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    assert client.get("/groups/measured/chat/").status_code == 200


def test_a_second_time_makes_others(group, settings):
    settings.DEBUG = True
    assert not {line["email"] for line in made(5)} & {line["email"] for line in made(5)}


def test_a_thousand_take_few_queries(group, settings, django_assert_max_num_queries):
    settings.DEBUG = True
    with django_assert_max_num_queries(60):
        made(1000)


def test_it_refuses_without_debug_and_without_a_group(group, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        made(1)
    settings.DEBUG = True
    with pytest.raises(CommandError):
        call_command("bench_people", 1, group="nowhere")
