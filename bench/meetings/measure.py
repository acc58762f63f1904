"""Read a long list in, again, and changed; print how long each took. Run by run.py, with production's settings."""

import os
import sys
import time

import django

SIZE = int(os.environ.get("BENCH_MEETINGS", "10000"))
#: Seconds that reading a new list of 10,000 in may take.
AIM = 20


def main() -> None:
    """Measure and print; exit with 1 where the aim was missed."""
    django.setup()
    from django.core.management import call_command

    from bench.meetings.lists import as_bytes, rows
    from community.facilities.models import Facility
    from groups.directory.guide.reading import readings
    from groups.directory.models import Feed, ImportRun

    call_command("migrate", verbosity=0)
    house = Facility.objects.create(name="Bench House", slug="bench-house")
    feed = Feed.objects.create(facility=house, name="Measured", zone="America/New_York")
    begin = time.perf_counter()
    list(readings(rows(SIZE), zone="UTC", language=""))
    print(f"A list of {SIZE:,} meetings; wall clock, on a database that syncs.\n")
    print("| what | seconds | added | changed | the same | gone | not read |\n|---|---|---|---|---|---|---|")
    print(f"| reading alone, without a database | {time.perf_counter() - begin:.1f} | | | | | |")
    slowest = 0.0
    for what, seed in (("new", 4), ("again, nothing changed", 4), ("again, all changed", 5)):
        run = ImportRun.objects.create(feed=feed, content=as_bytes(SIZE, seed=seed))
        seconds = took(run)
        slowest = max(slowest, seconds)
        run.refresh_from_db()
        counts = (run.added, run.changed, run.same, run.gone, run.rejected)
        print(f"| {what} | {seconds:.1f} | {' | '.join(f'{n:,}' for n in counts)} |")
    if slowest > AIM * SIZE / 10_000:
        sys.exit(f"Reading a list in took {slowest:.1f} s; the aim is {AIM} s for 10,000.")


def took(run: object) -> float:
    """Seconds until the reading is done."""
    from groups.directory.actions import import_waiting

    begin = time.perf_counter()
    assert import_waiting() == 1, run
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
