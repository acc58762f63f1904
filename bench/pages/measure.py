"""Build the world, measure the pages, print the tables. Run by run.py, with production's settings."""

import os
import sys
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple
from uuid import uuid4

import django

TIMES = int(os.environ.get("BENCH_TIMES", "60"))
#: Statements every signed-in page pays for: the session, the member, and the frame's own.
FRAME = 3


class Row(NamedTuple):
    """A line of the table: a page, what it is held against, and how many times as much it may cost at most."""

    page: str
    floor: str = ""
    aim: float = 0.0


ROWS = [
    Row("Today"),
    Row("Groups", "groups", 1.5),
    Row("Discussions, 2,000 in the group", "discussions, 2,000", 1.5),
    Row("Discussions, 20,000 in the group", "discussions, 20,000", 1.5),
    Row("Thread, 20 posts", "thread, plain", 1.5),
    Row("Thread, 20 posts", "thread, stored fragments", 1.5),
    Row("Thread of 5,020, page 1", "long thread, stored fragments", 1.5),
    Row("Thread of 5,020, page 250", "Thread of 5,020, page 1", 1.2),
    Row("Search, a rare word", "search, a rare word", 1.2),
    Row("Search, a middling word", "search, a middling word", 1.2),
    Row("Search, a common word", "search, a common word", 1.2),
    Row("Meetings to find, of 10,000", "meetings, of 10,000", 1.5),
    Row("Chat, newest 50", "chat"),
    Row("Chat, far back", "chat"),
]


def main() -> None:
    """Measure and print."""
    django.setup()
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    from bench.pages.served import served
    from bench.pages.visit import Cost, Door, costs, weight
    from bench.pages.world import COMMON, MIDDLE, RARE, SIZE, build
    from groups.management.commands.bench_people import cookie, open_sessions

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = build()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    key = cookie(open_sessions([world.reader])[0])
    ours = Door(WSGIHandler(), key)
    with override_settings(MIDDLEWARE=settings.FLOOR_MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        floor = Door(WSGIHandler(), key)
    room, longer, thread, long = world.group.slug, world.longer.slug, world.thread.pk, world.long_thread.pk
    visits = {
        "Today": (ours, "/"),
        "Groups": (ours, "/groups/"),
        "groups": (floor, "/floor/groups/"),
        "Discussions, 2,000 in the group": (ours, f"/groups/{room}/discussions/"),
        "discussions, 2,000": (floor, f"/floor/{room}/"),
        "Discussions, 20,000 in the group": (ours, f"/groups/{longer}/discussions/"),
        "discussions, 20,000": (floor, f"/floor/{longer}/"),
        "Thread, 20 posts": (ours, f"/groups/{room}/discussions/{thread}/?after=0"),
        "thread, plain": (floor, f"/floor/{room}/{thread}/"),
        "thread, stored fragments": (floor, f"/floor/{room}/{thread}/fragments/"),
        "Thread of 5,020, page 1": (ours, f"/groups/{room}/discussions/{long}/?after=0"),
        "long thread, stored fragments": (floor, f"/floor/{room}/{long}/fragments/"),
        "Thread of 5,020, page 250": (ours, f"/groups/{room}/discussions/{long}/?after=4980"),
        "Chat, newest 50": (ours, f"/groups/{room}/chat/"),
        "Chat, far back": (ours, f"/groups/{room}/chat/?before=120"),
        "chat": (floor, f"/floor/{room}/chat/"),
    }
    visits["Meetings to find, of 10,000"] = (ours, "/meetings/find/")
    visits["meetings, of 10,000"] = (floor, "/floor/meetings/")
    for kind, word in (("rare", RARE), ("middling", MIDDLE), ("common", COMMON)):
        visits[f"Search, a {kind} word"] = (ours, f"/groups/search/?q={word}")
        visits[f"search, a {kind} word"] = (floor, f"/floor/search/?q={word}")
    if "--profile" in sys.argv:
        return profile(visits)
    found: dict[str, Cost] = costs(visits, TIMES)
    print(f"{SIZE}; median of {TIMES} visits each, in turns, warm.\n")
    print("| page | queries | besides the frame's | CPU ms | ms | held against | queries | CPU ms | ms | times | aim |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for row in ROWS:
        print(line(row, found))
    print()
    print(answering(ours, floor, room, thread))
    requests, size, script = weight(ours, "/")
    print(f"A first visit to Today: {requests} requests, {size / 1000:.0f} KB, of that {script / 1000:.0f} KB script.")
    print()
    print(served(key, f"/groups/{room}/discussions/{thread}/"), flush=True)
    return None


def line(row: Row, found: dict) -> str:
    """Return a row of the table: CPU against CPU; a page against another page of ours, and a search, by the clock."""
    cost, least = found[row.page], found.get(row.floor)
    cells = [row.page, str(cost.queries), str(cost.queries - FRAME), f"{cost.cpu:.1f}", f"{cost.wall:.1f}"]
    if least is None:
        return f"| {' | '.join([*cells, '', '', '', '', '', ''])} |"
    times = f"{cost.cpu / least.cpu:.2f}"
    if row.aim == 1.2:
        times += f" (by the clock {cost.wall / least.wall:.2f})"
    aim = f"≤ {row.aim}" if row.aim else ""
    cells += [row.floor, str(least.queries), f"{least.cpu:.1f}", f"{least.wall:.1f}", times, aim]
    return f"| {' | '.join(cells)} |"


def answering(ours: Any, floor: Any, room: str, thread: int) -> str:
    """Return what an answer in a thread costs: statements from BEGIN to COMMIT among them, and CPU."""
    from bench.pages.visit import statements, timed

    numbers = count()

    def words() -> dict[str, str]:
        return {"body": f"Answer {next(numbers)}.", "client_id": str(uuid4())}

    def answer() -> None:
        ours.post(f"/groups/{room}/discussions/{thread}/", words())

    def least() -> None:
        floor.post(f"/floor/{room}/{thread}/reply/", words())

    for warm in (answer, least):
        warm()
    said, held = statements(answer), statements(least)
    if "--statements" in sys.argv:
        print("\n".join(one[:150] for one in said))
    both = timed({"ours": answer, "floor": least}, 20)
    return (
        f"An answer: {len(said)} statements with BEGIN and COMMIT, {both['ours']:.1f} ms CPU; "
        f"floor: {len(held)}, {both['floor']:.1f} ms.\n"
    )


def profile(visits: Mapping[str, tuple[Any, str]]) -> None:
    """Print where the time goes: `--profile NAME …`."""
    import cProfile
    import pstats
    import time

    for name in sys.argv[sys.argv.index("--profile") + 1 :]:
        door, url = visits[name]
        for _ in range(5):
            door.get(url)
        run = cProfile.Profile(time.thread_time)
        run.enable()
        for _ in range(100):
            door.get(url)
        run.disable()
        print(f"=== {name}")
        stats = pstats.Stats(run)
        stats.sort_stats("tottime").print_stats(30)
        stats.sort_stats("cumulative").print_stats(70)


if __name__ == "__main__":
    main()
