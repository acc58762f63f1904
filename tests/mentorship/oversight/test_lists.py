"""The coordinator's lists: of one facility's people alone, narrowed, page by page, in constant queries."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.models import Conversation
from community.facilities.models import Facility, StaffRole, Stay
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.oversight import queries
from mentorship.oversight.paging import PAGE, page_of
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.rests import Rest
from mentorship.profiles.actions import say
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.vocabulary import LANGUAGES, LIVED

BASE = "/desk/mentors/"
LISTS = ("waiting/", "requests/", "pairs/", "people/", "ahead/", "concerns/", "how/", "rounds/")


@pytest.fixture
def seeker(harbor: Facility, someone: Callable[[str], Member]) -> Callable[..., Member]:
    """Make somebody who waits, since so many days; of Harbor House where no other is named."""

    def make(name: str, *, days: int = 0, at: Facility = harbor) -> Member:
        member = someone(name)
        Stay.objects.create(facility=at, member=member, admitted_on=date(2026, 8, 1))
        say(member, looking=True, lived=LIVED.bits(["alcohol"]), languages=LANGUAGES.bits(["en"]))
        Matters.objects.filter(pk=member.pk).update(looking_since=timezone.now() - timedelta(days=days))
        return member

    return make


@pytest.fixture
def elsewhere(db: None) -> Facility:
    return Facility.objects.create(name="Elsewhere", slug="elsewhere")


def asks(mentee: Member, offer: MentorOffer, *, hours: int = 40, slot: int = 1) -> Request:
    """An open request that moves on in so many hours."""
    lapses = timezone.now() + timedelta(hours=hours)
    return Request.objects.create(offer=offer, mentor=offer.member, mentee=mentee, slot=slot, lapses_at=lapses)


def walks(mentee: Member, offer: MentorOffer, *, said: int | None = None, since: int = 0) -> Pair:
    """A pair that began ``since`` days ago; something was last ``said`` so many days ago, or never."""
    pair = Pair.objects.create(offer=offer, mentor=offer.member, mentee=mentee)
    Pair.objects.filter(pk=pair.pk).update(created_at=timezone.now() - timedelta(days=since))
    at = None if said is None else timezone.now() - timedelta(days=said)
    Conversation.objects.update_or_create(scope=pair.scope, defaults={"last_message_at": at})
    return pair


def read(client: Client, address: str) -> str:
    answer = client.get(BASE + address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_waits_is_listed_by_state_and_name(
    client: Client, faye: Member, seeker: Callable[..., Member], elsewhere: Facility, brunos: MentorOffer
) -> None:
    seeker("Wren", days=12)
    asks(seeker("Ines", days=2), brunos)
    seeker("Stranger", days=40, at=elsewhere)
    client.force_login(faye)
    whole = read(client, "waiting/")
    assert whole.index("Wren") < whole.index("Ines")
    assert "over the bound" in whole
    assert "Stranger" not in whole
    for narrowed, who in (("show=over", "Wren"), ("show=unasked", "Wren"), ("show=asked", "Ines"), ("q=ine", "Ines")):
        page = read(client, f"waiting/?{narrowed}")
        assert [name in page for name in ("Wren", "Ines")] == [who == "Wren", who == "Ines"]
    assert "Nobody called “Nils”" in read(client, "waiting/?q=Nils")


def test_how_long_people_wait_is_counted_by_weeks(harbor: Facility, seeker: Callable[..., Member]) -> None:
    for number, days in enumerate((1, 2, 10, 20, 40, 90)):
        seeker(f"One{number}", days=days)
    assert [one.count for one in queries.spans(harbor)] == [2, 1, 1, 1, 1]


def test_somebody_with_a_mentor_waits_no_more(
    harbor: Facility, seeker: Callable[..., Member], brunos: MentorOffer
) -> None:
    wren = seeker("Wren", days=12)
    walks(wren, brunos)
    assert queries.waiting(harbor).rows == []


def test_requests_that_soon_move_on(
    client: Client, faye: Member, seeker: Callable[..., Member], brunos: MentorOffer
) -> None:
    asks(seeker("Wren"), brunos, hours=3)
    asks(seeker("Ines"), brunos, hours=40)
    client.force_login(faye)
    whole = read(client, "requests/")
    assert whole.index("Wren") < whole.index("Ines")
    soon = read(client, "requests/?show=soon")
    assert "Wren" in soon
    assert "Ines" not in soon


def test_of_another_house_nobody_is_named(
    client: Client, faye: Member, seeker: Callable[..., Member], elsewhere: Facility, brunos: MentorOffer
) -> None:
    stranger = seeker("Stranger", at=elsewhere)
    asks(stranger, brunos)
    walks(stranger, brunos, said=30, since=60)
    client.force_login(faye)
    for address in ("requests/", "pairs/"):
        page = read(client, address)
        assert "Bruno" in page
        assert "Stranger" not in page
        assert "Somebody of another house" in page
        assert "Bruno" not in read(client, f"{address}?q=stranger").split("<main")[1]


def test_a_silent_pair_shows_when_and_never_what(
    client: Client,
    faye: Member,
    harbor: Facility,
    seeker: Callable[..., Member],
    mentor: Callable[..., MentorOffer],
    bruno: Member,
) -> None:
    brunos = mentor(bruno, places=4)
    silent, fresh = seeker("Wren"), seeker("Ines")
    walks(silent, brunos, said=20, since=60)
    walks(fresh, brunos, said=2, since=60)
    resting = walks(seeker("Odd"), brunos, said=30, since=60)
    Rest.objects.create(pair=resting, by=bruno)
    walks(seeker("Unspoken"), brunos, since=1)
    assert [one.mentee.name for one in queries.walking(harbor, by=faye).rows if one.mentee] == ["Wren"]
    assert [one.mentee.name for one in queries.walking(harbor, by=faye, show="beginning").rows if one.mentee] == [
        "Unspoken"
    ]
    assert len(queries.walking(harbor, by=faye, show="all").rows) == 4
    client.force_login(faye)
    assert "Wren" in read(client, "pairs/")


def test_mentors_by_state(client: Client, faye: Member, brunos: MentorOffer, carmen: Member, mentor: Any) -> None:
    today = timezone.now().date()
    carmens = mentor(carmen, places=1)
    MentorOffer.objects.filter(pk=brunos.pk).update(review_due=today - timedelta(days=1))
    MentorOffer.objects.filter(pk=carmens.pk).update(paused_at=timezone.now())
    client.force_login(faye)
    for show, who in (("due", "Bruno"), ("overdue", "Bruno"), ("resting", "Carmen")):
        page = read(client, f"people/?show={show}")
        assert [name in page for name in ("Bruno", "Carmen")] == [who == "Bruno", who == "Carmen"]
    assert "Bruno" in (page := read(client, "people/?show=nonsense"))
    assert page.index("Bruno") < page.index("Carmen")  # whose talk is due soonest stands first


def test_a_talk_is_noted_from_the_list(client: Client, faye: Member, brunos: MentorOffer) -> None:
    MentorOffer.objects.update(review_due=timezone.now().date())
    client.force_login(faye)
    address = f"{BASE}people/{brunos.pk}/talked/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {f"talked-{brunos.pk}-reason": "We walked."}).status_code == 302
    brunos.refresh_from_db()
    assert brunos.review_due == timezone.now().date() + timedelta(days=365)
    assert Entry.objects.get(act="review_mentor").reason == "We walked."


def test_an_offer_is_ended_from_the_list(client: Client, faye: Member, bruno: Member, brunos: MentorOffer) -> None:
    client.force_login(faye)
    address, said = f"{BASE}people/{brunos.pk}/stop/", f"stop-{brunos.pk}-reason"
    refused = client.post(address, {said: ""})
    assert refused.status_code == 422
    assert len(re.findall(r"<details[^>]* open>", refused.content.decode())) == 1
    assert client.post(address, {said: "Money was lent."}).status_code == 302
    brunos.refresh_from_db()
    assert not brunos.is_standing
    assert Entry.objects.get(act="stop_mentor").reason == "Money was lent."
    assert "Money was lent." in Notification.objects.get(member=bruno).text


def test_nobody_notes_their_own_talk(client: Client, faye: Member, mentor: Callable[..., MentorOffer]) -> None:
    own = MentorOffer.objects.get(pk=mentor(faye, approved=False).pk)
    client.force_login(faye)
    assert client.post(f"{BASE}people/{own.pk}/talked/", {f"talked-{own.pk}-reason": "x"}).status_code == 403
    assert client.post(f"{BASE}people/{own.pk}/stop/", {f"stop-{own.pk}-reason": "x"}).status_code == 403


def test_places_ahead(harbor: Facility, bruno: Member, carmen: Member, hana: Member, mentor: Any, gil: Member) -> None:
    today = timezone.now().date()
    brunos, carmens, hanas = mentor(bruno, places=3), mentor(carmen, places=2), mentor(hana, places=1)
    MentorOffer.objects.filter(pk=brunos.pk).update(review_due=today + timedelta(days=20))
    MentorOffer.objects.filter(pk=hanas.pk).update(paused_at=timezone.now())
    walks(gil, carmens)
    weeks = queries.weeks_ahead(harbor)
    first, last = weeks[0], weeks[-1]
    assert (first.taken, first.free, first.overdue, first.resting) == (1, 4, 0, 1)
    assert (last.taken, last.free, last.overdue, last.resting) == (1, 1, 3, 1)
    assert [week.free for week in weeks[:4]] == [4, 4, 4, 1]
    assert {week.places for week in weeks} == {6}


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_house_says_so(client: Client, faye: Member, harbor: Facility, address: str) -> None:
    client.force_login(faye)
    assert 'class="quiet"' in read(client, address) or 'class="empty"' in read(client, address)


@pytest.mark.parametrize("role", ["moderator", "counsellor", None])
def test_other_roles_and_members_have_no_part(
    client: Client, carmen: Member, harbor: Facility, brunos: MentorOffer, role: str | None
) -> None:
    if role:
        StaffRole.objects.create(facility=harbor, member=carmen, role=role)
    client.force_login(carmen)
    assert {client.get(BASE + address).status_code for address in LISTS} == {403}
    assert client.post(f"{BASE}people/{brunos.pk}/talked/").status_code == 403


def test_another_facility_sees_nothing_of_it(
    client: Client, carmen: Member, elsewhere: Facility, seeker: Callable[..., Member], brunos: MentorOffer
) -> None:
    StaffRole.objects.create(facility=elsewhere, member=carmen, role="owner")
    asks(seeker("Wren", days=12), brunos)
    walks(seeker("Ines"), brunos, said=30, since=60)
    client.force_login(carmen)
    for address in ("waiting/", "requests/", "pairs/?show=all", "people/?show=all", "ahead/"):
        page = read(client, address)
        assert not any(name in page for name in ("Wren", "Ines", "Bruno"))
    posted = {f"talked-{brunos.pk}-reason": "x"}
    assert client.post(f"{BASE}people/{brunos.pk}/talked/", posted).status_code == 404


def test_staff_without_a_second_factor_are_led_to_one(
    client: Client, faye: Member, harbor: Facility, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(faye)
    assert {client.get(BASE + address).status_code for address in LISTS} == {403}


def test_pages_join_without_gap_or_repetition(harbor: Facility, seeker: Callable[..., Member]) -> None:
    for number in range(5):
        seeker(f"One{number}")
    Matters.objects.update(looking_since=timezone.now())
    rows = Matters.objects.filter(looking_since__isnull=False)
    seen, after = [], ""
    while True:
        page = page_of(rows, "looking_since", after, size=2)
        seen += [one.pk for one in page.rows]
        if not (after := page.after):
            break
    assert seen == sorted(rows.values_list("pk", flat=True))
    assert len(page_of(rows, "looking_since", "nonsense-7", size=9).rows) == 5


def test_queries_are_constant_and_pages_end(
    client: Client, faye: Member, seeker: Callable[..., Member], mentor: Callable[..., MentorOffer], bruno: Member
) -> None:
    brunos = mentor(bruno, places=5)
    MentorOffer.objects.update(review_due=timezone.now().date())
    asks(seeker("First", days=20), brunos)
    walks(seeker("Second"), brunos, said=30, since=60)
    client.force_login(faye)
    client.get(BASE)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(BASE + address).status_code == 200
        return len(made)

    few = [cost(address) for address in LISTS]
    for number in range(3):
        asks(seeker(f"Asking{number}", days=20), brunos)
        walks(seeker(f"Walking{number}"), brunos, said=30, since=60)
    template = Member.objects.get(name="First")
    crowd = Member.objects.bulk_create(
        [Member(email=f"m{n}@elsewhere.example", name=f"Many{n}", password=template.password) for n in range(PAGE)]
    )
    house = brunos.facility
    Stay.objects.bulk_create([Stay(facility=house, member=one, admitted_on=date(2026, 8, 1)) for one in crowd])
    Matters.objects.bulk_create([Matters(member=one, looking_since=timezone.now()) for one in crowd])
    assert [cost(address) for address in LISTS] == few
    assert "after=" in read(client, "waiting/")
