"""The main pages ask the database as often for 1,000 rows as for ten, and not too often."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.growing import House
from tests.journeys.week import tell_the_week

pytestmark = pytest.mark.django_db


class Page(NamedTuple):
    """Who opens what, and the most statements it may cost, the session's, the member's and the frame's among them."""

    who: str
    most: int
    address: Callable[[House], str]


def at(path: str) -> Callable[[House], str]:
    return lambda house: path


PAGES = {
    "Today": Page("alba", 20, at("/")),
    "directory": Page("alba", 10, at("/groups/")),
    "a search in the directory": Page("alba", 5, at("/groups/?words=room")),
    "a search in discussions": Page("alba", 10, at("/groups/search/?q=evening")),
    "group": Page("alba", 11, at("/groups/evening-circle/")),
    "discussions": Page("alba", 7, at("/groups/evening-circle/discussions/")),
    "thread": Page("alba", 9, lambda house: house.thread.get_absolute_url()),
    "chat": Page("alba", 11, at("/groups/evening-circle/chat/")),
    "members": Page("alba", 6, at("/groups/evening-circle/members/")),
    "group, new to it": Page("dara", 9, at("/groups/evening-circle/")),
    "settings of a group": Page("tomas", 7, at("/groups/evening-circle/settings/")),
    "invitations to a group": Page("carmen", 7, at("/groups/evening-circle/invitations/")),
    "how long one stays": Page("alba", 7, at("/groups/staying/")),
    "who greets when": Page("alba", 9, at("/groups/evening-circle/greeters/")),
    "how newcomers are doing": Page("tomas", 7, at("/groups/evening-circle/health/")),
    "requests": Page("carmen", 6, at("/groups/evening-circle/requests/")),
    "queue": Page("carmen", 10, at("/groups/evening-circle/queue/")),
    "a group's meetings": Page("alba", 7, at("/groups/evening-circle/meetings/")),
    "meetings": Page("alba", 6, at("/meetings/")),
    "meetings, a week": Page("alba", 6, at("/meetings/?view=week")),
    "meetings, a month": Page("alba", 6, at("/meetings/?view=month")),
    "one time of a meeting": Page("alba", 20, lambda house: house.sitting.get_absolute_url()),
    "a meeting": Page("alba", 15, lambda house: house.sitting.meeting.get_absolute_url()),
    "hosts of a meeting": Page("alba", 13, lambda house: f"{house.sitting.meeting.get_absolute_url()}hosts/"),
    "a meeting to find": Page("alba", 5, at("/meetings/find/")),
    "a meeting near a town": Page("alba", 6, at("/meetings/find/?place=Wells")),
    "where I was": Page("alba", 4, at("/meetings/attended/")),
    "lists of meetings": Page("faye", 7, at("/desk/meetings/")),
    "my calendar": Page("alba", 5, at("/meetings/calendar/")),
    "reminders of meetings": Page("alba", 6, at("/meetings/reminders/")),
    "notices": Page("alba", 6, at("/notices/")),
    "path": Page("alba", 8, at("/path/")),
    "check-in": Page("alba", 6, at("/path/check-in/")),
    "circle": Page("alba", 6, at("/circle/")),
    "support": Page("alba", 9, at("/support/")),
    "blocks": Page("alba", 5, at("/me/blocks/")),
    "mentoring, hoping for someone": Page("gil", 17, at("/mentoring/")),
    "mentoring, as a mentor": Page("bruno", 18, at("/mentoring/")),
    "pair": Page("alba", 18, lambda house: house.pair.get_absolute_url()),
    "goals and questions": Page("alba", 12, lambda house: f"{house.pair.get_absolute_url()}together/"),
    "a time to talk": Page("alba", 12, lambda house: f"{house.pair.get_absolute_url()}calls/"),
    "words for later": Page("bruno", 10, lambda house: f"{house.pair.get_absolute_url()}later/"),
    "notes of one's own": Page("alba", 8, lambda house: f"{house.pair.get_absolute_url()}notes/"),
    "a last day": Page("alba", 10, lambda house: f"{house.pair.get_absolute_url()}parting/"),
    "letters one keeps": Page("alba", 7, at("/mentoring/letters/")),
    "how pairs are doing": Page("faye", 16, at("/desk/mentors/how/")),
    "who waits for a mentor": Page("faye", 16, at("/desk/mentors/waiting/")),
    "requests to mentors": Page("faye", 16, at("/desk/mentors/requests/")),
    "rounds": Page("faye", 18, at("/desk/mentors/rounds/")),
    "pairs at the desk": Page("faye", 16, at("/desk/mentors/pairs/?show=all")),
    "mentors by their talk": Page("faye", 16, at("/desk/mentors/people/")),
    "concerns": Page("faye", 16, at("/desk/mentors/concerns/")),
    "places ahead": Page("faye", 16, at("/desk/mentors/ahead/")),
    "friends": Page("alba", 9, at("/friends/")),
    "giving back": Page("alba", 12, at("/giving/")),
    "desk": Page("faye", 15, at("/desk/")),
    "cases": Page("faye", 8, at("/desk/cases/")),
    "mentors at the desk": Page("faye", 17, at("/desk/mentors/")),
    "invitations": Page("faye", 7, at("/desk/invitations/")),
    "audit": Page("faye", 8, at("/desk/audit/")),
}
FEW, MANY = 10, 1_000


class Counted(NamedTuple):
    """Statements of each page with few rows and with many."""

    few: dict[str, list[str]]
    many: dict[str, list[str]]


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Counted]:
    """Every page, opened in a small house and in one that has grown; all is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = House(tell_the_week())
        house.grow(FEW)
        few = {name: statements(house, page) for name, page in PAGES.items()}
        house.grow(MANY - FEW)
        many = {name: statements(house, page) for name, page in PAGES.items()}
        yield Counted(few, many)
        transaction.set_rollback(True)


def statements(house: House, page: Page) -> list[str]:
    """Open the page twice; return what the second time asked, less the savepoints."""
    client, url = Client(), page.address(house)
    client.force_login(getattr(house.week, page.who))
    cache.clear()
    first = client.get(url)
    assert first.status_code == 200, f"{url}: {first.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_for_many_as_for_few(counted: Counted, name: str) -> None:
    few, many = counted.few[name], counted.many[name]
    more = [sql[:300] for sql in many if sql[:120] not in {one[:120] for one in few}]
    assert len(many) == len(few), f"{len(few)} with {FEW}, {len(many)} with {MANY}:\n" + "\n".join(more)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_ask_too_often(counted: Counted, name: str) -> None:
    asked = counted.many[name]
    assert len(asked) <= PAGES[name].most, f"{len(asked)}:\n" + "\n".join(sql[:200] for sql in asked)
