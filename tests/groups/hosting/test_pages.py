"""The pages of hosting: who may open them, what they say to whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.members.actions import block
from groups.hosting.actions import Step, begin, confirm, keep_hosts, set_kit, step_back
from groups.hosting.models import Course, HostKit, HostSearch, HostSeat, KitStep
from tests.community.doors import door, queries_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(weekly, leader):
    steps = [Step("A minute of quiet", 5), Step("Round", 40, "Nobody is fixed.")]
    return set_kit(weekly, by=leader, opening="Good evening.", closing="Go well.", steps=steps)


def page(member, name, *args):
    return door(member).get(reverse(f"meetings:{name}", args=args))


def test_the_rota_and_the_kit_on_one_page(weekly, kit, birch, alba):
    url = reverse("meetings:hosts", args=[weekly.pk])
    assert "Good evening." in words_of(door(alba).get(url))
    answered = door(alba).post(url, {"act": "join"}, follow=True)
    assert HostSeat.objects.filter(membership=birch).exists()
    assert "Take me off" in words_of(answered)
    door(alba).post(url, {"act": "leave"})
    assert not HostSeat.objects.exists()


def test_writing_the_kit_keeps_what_was_typed(weekly, birch, heron, carmen):
    url = reverse("meetings:kit", args=[weekly.pk])
    said = {"opening": "Welcome in", "step-0-title": "Round", "step-0-minutes": "", "step-0-words": ""}
    answered = door(carmen).post(url, said)
    assert answered.status_code == 422
    assert "Welcome in" in words_of(answered)
    assert "How long is it?" in words_of(answered)
    said |= {"step-0-minutes": "40", "step-1-title": "", "step-1-minutes": "", "closing": "Go well"}
    assert door(carmen).post(url, said).status_code == 302
    assert list(KitStep.objects.values_list("title", "minutes")) == [("Round", 40)]


def test_the_clock_goes_from_step_to_step(first, at, kit, on_rota, birch, alba, leader):
    at(minutes=2)
    url = reverse("meetings:host", args=[first.pk])
    assert door(leader).post(url, {"to": "begin"}).status_code == 302
    now = reverse("meetings:host_now", args=[first.pk])
    shown = door(alba).get(now)
    assert "A minute of quiet" in words_of(shown)
    seen = words_of(shown).split("?seen=")[1].split('"')[0]
    assert door(alba).get(f"{now}?seen={seen}").status_code == 204
    door(leader).post(url, {"to": "1"})
    assert "Round" in words_of(door(alba).get(f"{now}?seen={seen}"))
    since = Course.objects.get().step_since
    door(leader).post(url, {"to": "1"})
    assert Course.objects.get().step_since == since
    for nonsense in ("99", "-1", "x", ""):
        assert door(leader).post(url, {"to": nonsense}).status_code == 302
    assert Course.objects.get().step == 1
    door(leader).post(url, {"to": "end"})
    assert Course.objects.get().ended_at
    assert door(alba).post(url, {"to": "0"}).status_code == 403


def test_the_clock_waits_for_its_time(first, kit, leader):
    door(leader).post(reverse("meetings:host", args=[first.pk]), {"to": "begin"})
    assert not Course.objects.exists()


def test_the_page_of_a_time_says_who_hosts(first, on_rota, birch, alba, leader, finch, eli):
    on_rota(birch)
    keep_hosts()
    url = reverse("meetings:occurrence", args=[first.pk])
    assert "It is your turn to host" in words_of(door(alba).get(url))
    assert "Birch is asked to host" in words_of(door(eli).get(url))
    confirm(first, by=alba)
    assert "Birch hosts" in words_of(door(eli).get(url))
    block(eli, alba, known_as="Birch")
    said = words_of(door(eli).get(url))
    assert "Birch" not in said
    assert "Somebody of the group hosts" in said
    step_back(first, by=alba)
    assert "Somebody is looked for" in words_of(door(eli).get(url))
    HostSearch.objects.update(next_at=timezone.now())
    keep_hosts()
    assert "Nobody was found to host this one yet" in words_of(door(eli).get(url))


def test_guests_read_no_names(first, on_rota, birch, alba, dara):
    type(first.meeting).objects.filter(pk=first.meeting_id).update(open_to="everyone")
    on_rota(birch)
    keep_hosts()
    confirm(first, by=alba)
    said = words_of(page(dara, "occurrence", first.pk))
    assert "Somebody of the group hosts" in said
    assert "Birch" not in said
    for name, pk in (
        ("hosts", first.meeting_id),
        ("kit", first.meeting_id),
        ("host", first.pk),
        ("host_now", first.pk),
    ):
        assert page(dara, name, pk).status_code == 403


@pytest.mark.parametrize("name", ["hosts", "kit"])
def test_strangers_and_the_removed_find_nothing_of_a_series(name, weekly, dara, removed):
    for member in (dara, removed.member):
        assert page(member, name, weekly.pk).status_code == 404


@pytest.mark.parametrize("name", ["host", "host_now", "host_say", "after"])
def test_strangers_and_the_removed_find_nothing_of_a_time(name, first, dara, removed):
    for member in (dara, removed.member):
        answers = {door(member).get(reverse(f"meetings:{name}", args=[first.pk])).status_code}
        answers |= {door(member).post(reverse(f"meetings:{name}", args=[first.pk])).status_code}
        assert answers <= {404, 405}


def test_the_kit_is_written_by_those_who_host_or_keep(weekly, first, finch, eli, birch, alba, on_rota):
    assert page(eli, "kit", weekly.pk).status_code == page(eli, "host", first.pk).status_code == 403
    on_rota(birch)
    assert page(alba, "kit", weekly.pk).status_code == page(alba, "host", first.pk).status_code == 200


def test_reminders_are_chosen(alba):
    url = reverse("meetings:reminders")
    assert door(alba).post(url, {"minutes": "180"}).status_code == 302
    assert "checked" in words_of(door(alba).get(url)).split('value="180"')[1][:60]
    assert door(alba).post(url, {"minutes": "7"}).status_code == 422


def test_as_many_questions_for_many_hosts_as_for_one(weekly, first, kit, on_rota, birch, finch, heron, alba):
    on_rota(birch)
    keep_hosts()
    client = door(alba)
    urls = [reverse("meetings:hosts", args=[weekly.pk]), reverse("meetings:occurrence", args=[first.pk])]
    few = [queries_of(client, url) for url in urls]
    on_rota(finch, heron)
    KitStep.objects.bulk_create(
        [KitStep(kit=HostKit.objects.get(), place=9 + n, title="More", minutes=1) for n in range(3)]
    )
    assert [queries_of(client, url) for url in urls] == few
    assert max(few) <= 16, few


def test_begin_twice_is_once(first, at, kit, leader):
    at(minutes=-3)
    assert begin(first, by=leader) == begin(first, by=leader)
