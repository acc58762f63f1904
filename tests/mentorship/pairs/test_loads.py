"""What a walk weighs among its mentor's places: who says it, who never learns of it, and what the database holds."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.audit.models import Entry
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.oversight.queries import weeks_ahead
from mentorship.pairs.actions import accept, ask, end, let_move_on, weigh, weigh_from_desk
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.actions import change_offer
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.gathering import gather

pytestmark = pytest.mark.django_db


#: Different in every answer.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def taken(offer: MentorOffer) -> int:
    return MentorOffer.objects.values_list("places_taken", flat=True).get(pk=offer.pk)


def visit(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def url(pair: Pair) -> str:
    return reverse("mentorship:weigh", args=[pair.pk])


def desk_url(pair: Pair) -> str:
    return reverse("mentor_desk:weigh", args=[pair.pk])


def said(pair: Pair, weight: int = 2, reason: str = "A hard month.") -> dict[str, Any]:
    return {f"weight-{pair.pk}-weight": weight, f"weight-{pair.pk}-reason": reason}


def test_places_taken_are_weights(pair: Pair, bruno: Member, brunos: MentorOffer) -> None:
    assert taken(brunos) == 1
    weigh(pair, by=bruno, weight=2)
    assert taken(brunos) == 2
    weigh(pair, by=bruno, weight=2)
    assert taken(brunos) == 2
    weigh(pair, by=bruno, weight=1)
    assert taken(brunos) == 1
    weigh(pair, by=bruno, weight=2)
    end(pair, by=bruno)
    assert taken(brunos) == 0


def test_the_database_counts_whoever_writes(
    pair: Pair, brunos: MentorOffer, mentor: Callable[..., MentorOffer], dara: Member, eli: Member
) -> None:
    other, pairs = mentor(dara, places=2), Pair.objects.filter(pk=pair.pk)
    pairs.update(weight=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(offer=brunos, mentor=brunos.member, mentee=eli)
    pairs.update(offer=other, weight=1)
    assert (taken(brunos), taken(other)) == (0, 1)
    pairs.update(weight=2)
    pairs.update(offer=brunos)
    assert (taken(brunos), taken(other)) == (2, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        pairs.update(weight=3)
    pairs.delete()
    assert taken(brunos) == 0
    heavy = Pair.objects.create(offer=brunos, mentor=brunos.member, mentee=eli, weight=2)
    assert taken(brunos) == 2
    heavy.delete()
    assert taken(brunos) == 0


def test_no_room_for_a_heavier_walk(pair: Pair, bruno: Member, brunos: MentorOffer, dara: Member) -> None:
    accept(ask(brunos, by=dara), by=bruno)
    with pytest.raises(Refused) as refused:
        weigh(pair, by=bruno, weight=2)
    assert (refused.value.code, refused.value.field) == ("full", "weight")
    page = visit(bruno).post(url(pair), {"weight": 2})
    assert page.status_code == 422
    assert "Your places are taken." in page.content.decode()
    assert visit(bruno).post(url(pair), {"weight": 7}).status_code == 422
    assert taken(brunos) == 2


def test_a_heavier_walk_takes_the_last_place(pair: Pair, bruno: Member, brunos: MentorOffer, dara: Member) -> None:
    """Who asked meanwhile is told kindly, and nobody new is sent."""
    request = ask(brunos, by=dara)
    weigh(pair, by=bruno, weight=2)
    assert Matters.objects.get(pk=bruno.pk).welcomes_until is None
    with pytest.raises(Refused) as refused:
        accept(request, by=bruno)
    assert refused.value.code == "full"
    let_move_on()
    request.refresh_from_db()
    assert request.outcome == Request.Outcome.MOVED_ON


def test_places_cannot_be_fewer_than_what_is_taken(pair: Pair, bruno: Member, brunos: MentorOffer) -> None:
    weigh(pair, by=bruno, weight=2)
    form = {"story": "I came back.", "years": 9, "places": 1}
    page = visit(bruno).post(reverse("mentorship:offer"), form)
    assert page.status_code == 422
    assert "Nobody is left behind." in page.content.decode()
    change_offer(brunos, by=bruno, story="I came back.", years=9, places=3)
    page = visit(bruno).get(reverse("mentorship:offer"))
    assert "2 of 3 places taken, one of them counts twice" in page.content.decode()
    assert "one of them counts twice" in visit(bruno).get(reverse("mentorship:mine")).content.decode()


def test_only_the_mentor_says_it_and_the_mentee_never_sees_it(
    talking: Pair, bruno: Member, gil: Member, dara: Member
) -> None:
    for other, status in ((gil, 403), (dara, 404)):
        assert visit(other).post(url(talking), {"weight": 2}).status_code == status
        with pytest.raises(PermissionDenied):
            weigh(talking, by=other, weight=2)
    pages = [reverse("mentorship:mine"), reverse("mentorship:person", args=[talking.offer_id])]

    def seen() -> list[bytes]:
        return [TOKEN.sub(b"", visit(gil).get(page).content) for page in pages]

    before = seen()
    assert b"mentor to 1" in before[1]
    assert visit(bruno).post(url(talking), {"weight": 2}).status_code == 302
    assert "asks more of you just now" in visit(bruno).get(talking.get_absolute_url()).content.decode()
    assert seen() == before
    assert "asks more" not in visit(gil).get(talking.get_absolute_url()).content.decode()
    assert not Notification.objects.filter(member=gil, kind="pair_weighed").exists()


@pytest.mark.parametrize("way", ["ended", "blocked"])
def test_what_is_over_weighs_nothing(pair: Pair, bruno: Member, gil: Member, way: str) -> None:
    if way == "ended":
        end(pair, by=gil)
    else:
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    with pytest.raises(Refused) as refused:
        weigh(pair, by=bruno, weight=2)
    assert refused.value.code == "ended"
    assert "has come to its end" in visit(bruno).post(url(pair), {"weight": 2}).content.decode()


def test_the_coordinator_says_it_with_a_reason(pair: Pair, faye: Member, bruno: Member, brunos: MentorOffer) -> None:
    client, listing = visit(faye), reverse("mentor_desk:walking") + "?show=all"
    assert "How much it asks" in client.get(listing).content.decode()
    without = client.post(desk_url(pair), said(pair, reason=" "))
    assert without.status_code == 422
    assert "How much it asks" in without.content.decode()
    assert client.post(desk_url(pair), said(pair))["Location"] == listing
    assert taken(brunos) == 2
    entry = Entry.objects.get(act="weigh_pair")
    assert (entry.by, entry.reason, entry.facility, entry.about) == (faye, "A hard month.", brunos.facility, bruno)
    assert "A hard month." in Notification.objects.get(member=bruno, kind="pair_weighed").text
    assert "takes two places just now" in client.get(listing).content.decode()
    client.post(desk_url(pair), said(pair))
    assert Entry.objects.filter(act="weigh_pair").count() == 1


def test_the_coordinator_finds_no_room(
    pair: Pair, faye: Member, bruno: Member, brunos: MentorOffer, dara: Member
) -> None:
    accept(ask(brunos, by=dara), by=bruno)
    page = visit(faye).post(desk_url(pair), said(pair))
    assert page.status_code == 422
    assert "All places of this mentor are taken." in page.content.decode()
    assert not Entry.objects.filter(act="weigh_pair").exists()


@pytest.mark.parametrize("who", ["gil", "dara", "bruno", "eli", "carmen"])
def test_the_desks_door(request: Any, pair: Pair, harbor: Facility, who: str) -> None:
    """The mentee and the mentor are coordinators too; carmen is one elsewhere, dara reads only, eli is none."""
    other = Facility.objects.create(name="Other House", slug="other-house")
    member = request.getfixturevalue(who)
    at = {"carmen": other}.get(who, harbor)
    if who != "eli":
        StaffRole.objects.create(facility=at, member=member, role="moderator" if who == "dara" else "coordinator")
    client = visit(member)
    assert client.post(desk_url(pair), said(pair)).status_code == (404 if who == "carmen" else 403)
    with pytest.raises(PermissionDenied):
        weigh_from_desk(pair, by=member, weight=2, reason="Because.")
    if who == "gil":
        Pair.objects.filter(pk=pair.pk).update(weight=2)
        page = client.get(reverse("mentor_desk:walking") + "?show=all").content.decode()
        assert "two places" not in page
        assert "How much it asks" not in page


def test_no_log_tells_a_mentee_of_the_staff(
    pair: Pair, faye: Member, gil: Member, harbor: Facility, brunos: MentorOffer
) -> None:
    StaffRole.objects.create(facility=harbor, member=gil, role="owner")
    weigh_from_desk(pair, by=faye, weight=2, reason="A hard month.")
    assert Entry.objects.get(act="weigh_pair").facility is None


def test_the_desk_and_rounds_count_weights(pair: Pair, bruno: Member, brunos: MentorOffer, harbor: Facility) -> None:
    assert (weeks_ahead(harbor)[0].taken, weeks_ahead(harbor)[0].free) == (1, 1)
    assert list(gather(harbor).instance.capacity) == [1]
    weigh(pair, by=bruno, weight=2)
    assert (weeks_ahead(harbor)[0].taken, weeks_ahead(harbor)[0].free) == (2, 0)
    assert list(gather(harbor).instance.capacity) == [0]


def test_the_desks_list_asks_no_more_for_more_walks(
    faye: Member, pair: Pair, bruno: Member, brunos: MentorOffer, someone: Callable[[str], Member]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for name in ("walking", "people"):
                assert client.get(reverse(f"mentor_desk:{name}") + "?show=all").status_code == 200
        return len(queries)

    client = visit(faye)
    client.get(reverse("mentor_desk:walking"))
    before = asked()
    MentorOffer.objects.filter(pk=brunos.pk).update(places=5)
    for name in ("Ann", "Ben", "Cat"):
        accept(ask(brunos, by=someone(name)), by=bruno)
    assert asked() == before
