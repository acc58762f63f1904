"""Build the world, measure the pages, print the tables. Run by run.py, with production's settings."""

import os
import sys

import django

TIMES = int(os.environ.get("BENCH_TIMES", "60"))
#: Statements every signed-in page pays for: the session, the member, and the frame's own.
FRAME = 3


def main() -> None:
    """Measure and print."""
    django.setup()
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    from bench.pages.served import served
    from bench.pages.visit import Door, costs, weight
    from bench.pages.world import SIZE, build
    from groups.management.commands.bench_people import cookie, open_sessions

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    key = cookie(open_sessions([world.reader])[0])
    ours = Door(WSGIHandler(), key)
    with override_settings(MIDDLEWARE=settings.FLOOR_MIDDLEWARE):
        floor = Door(WSGIHandler(), key)
    room, thread, long = world.group.slug, world.thread.pk, world.long_thread.pk
    visits = {
        "Today": (ours, "/"),
        "Groups": (ours, "/groups/"),
        "Groups, floor": (floor, "/floor/groups/"),
        "Discussions": (ours, f"/groups/{room}/discussions/"),
        "Discussions, floor": (floor, f"/floor/{room}/"),
        "Thread": (ours, f"/groups/{room}/discussions/{thread}/"),
        "Thread, floor": (floor, f"/floor/{room}/{thread}/"),
        "Thread, fragment floor": (floor, f"/floor/{room}/{thread}/fragments/"),
        "Long thread, page 1": (ours, f"/groups/{room}/discussions/{long}/?after=0"),
        "Long thread, page 250": (ours, f"/groups/{room}/discussions/{long}/?after=4980"),
        "Chat, newest": (ours, f"/groups/{room}/chat/"),
        "Chat, far back": (ours, f"/groups/{room}/chat/?before=120"),
        "Chat, floor": (floor, f"/floor/{room}/chat/"),
    }
    if "--profile" in sys.argv:
        return profile(visits)
    found = costs(visits, TIMES)
    print(f"{SIZE}; median of {TIMES} visits each, in turns, warm.\n")
    print("| page | queries | besides the frame's | CPU ms | floor: queries | CPU ms | times the floor |")
    print("|---|---|---|---|---|---|---|")
    beside = {
        "Today": "",
        "Groups": "Groups, floor",
        "Discussions": "Discussions, floor",
        "Thread": "Thread, floor",
        "Thread ": "Thread, fragment floor",
        "Chat, newest": "Chat, floor",
        "Chat, far back": "Chat, floor",
    }
    for name, under in beside.items():
        cost, least = found[name.strip()], found.get(under)
        row = [under.replace("Thread, f", "Thread, against the f") if name.endswith(" ") else name]
        row += [str(cost.queries), str(cost.queries - FRAME), f"{cost.cpu:.1f}"]
        row += [str(least.queries), f"{least.cpu:.1f}", f"{cost.cpu / least.cpu:.2f}"] if least else ["", "", ""]
        print(f"| {' | '.join(row)} |")
    first, last = found["Long thread, page 1"], found["Long thread, page 250"]
    print(f"\nPage 250 of a thread takes {last.wall / first.wall:.2f} times what page 1 takes", end=" ")
    print(f"({last.wall:.1f} and {first.wall:.1f} ms, {last.queries} and {first.queries} queries).")
    requests, size, script = weight(ours, "/")
    print(f"A first visit to Today: {requests} requests, {size / 1000:.0f} KB, of that {script / 1000:.0f} KB script.")
    print()
    print(served(key, f"/groups/{room}/discussions/{thread}/"), flush=True)
    return None


def profile(visits: dict[str, tuple[object, str]]) -> None:
    """Print where the time goes: `--profile NAME`."""
    import cProfile
    import pstats

    door, url = visits[sys.argv[-1]]
    for _ in range(5):
        door.get(url)  # type: ignore[attr-defined]
    run = cProfile.Profile()
    run.enable()
    for _ in range(100):
        door.get(url)  # type: ignore[attr-defined]
    run.disable()
    stats = pstats.Stats(run)
    stats.sort_stats("tottime").print_stats(35)
    stats.sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()
