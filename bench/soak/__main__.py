"""`python -m bench.soak`: for SOAK_MINUTES (10), SOAK_MEMBERS (20) talk; each SOAK_EVERY (15) seconds a part is killed.

At the end: what was answered is stored once, the order has no gap, and everyone has heard everything once, in it.
"""

import asyncio
import os
import sys
import time

import uvloop

from bench.live.ground import ground
from bench.soak.house import House, house
from bench.soak.member import Member

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
MEMBERS = int(os.environ.get("SOAK_MEMBERS", "20"))
EVERY = float(os.environ.get("SOAK_EVERY", "15"))
A_MEMBER_SPEAKS_EVERY = 2.0
TO_SETTLE = 60.0


async def soak(standing: House, members: list[Member]) -> list[list[float]]:
    """Talk while parts are killed, then let everything come to rest; return the sites' memory, minute by minute."""
    memory = []
    always = [asyncio.create_task(standing.keep()), *(asyncio.create_task(member.live()) for member in members)]
    awhile = [asyncio.create_task(standing.pull_down(EVERY))]
    awhile += [asyncio.create_task(member.talk(A_MEMBER_SPEAKS_EVERY)) for member in members]
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end:
        await asyncio.sleep(min(60, end - time.monotonic()))
        memory.append(standing.memory())
        said = sum(len(member.answered) for member in members)
        print(f"  {said} said; killed {standing.killed}; memory of the sites in MiB {memory[-1]}", flush=True)
    for task in awhile:
        task.cancel()
    settled = time.monotonic() + TO_SETTLE
    while time.monotonic() < settled and not at_rest(members):
        await asyncio.sleep(0.5)
    for task in always:
        task.cancel()
    return memory


def at_rest(members: list[Member]) -> bool:
    """Tell whether everything was answered and everyone has heard as much."""
    return not any(member.unanswered for member in members) and len({member.last for member in members}) == 1


def faults(conversation: int, members: list[Member]) -> list[str]:
    """Return what was promised and not kept."""
    from django.db import connections

    from community.conversations.models import Message

    connections.close_all()  # the server behind ours was killed more than once
    rows = Message.objects.filter(conversation=conversation).values_list("client_id", "seq")
    stored = {str(mark): seq for mark, seq in rows}
    order = sorted(stored.values())
    found = []
    if order != list(range(1, len(order) + 1)):
        found.append("The order has a gap.")
    for member in members:
        who = f"Member {member.number}"
        if lost := [mark for mark, seq in member.answered.items() if stored.get(mark) != seq]:
            found.append(f"{who}: {len(lost)} answered and not stored so.")
        if member.unanswered:
            found.append(f"{who}: {len(member.unanswered)} never answered.")
        if member.refused:
            found.append(f"{who}: refused {set(member.refused)}.")
        if member.heard != order:
            found.append(f"{who}: heard {len(member.heard)} of {len(order)}.")
    return found


def main() -> None:
    """Soak, say how it went, and exit with 1 where a promise was not kept."""
    with ground() as here:
        from bench.live.people import People

        [(conversation, cookies)] = People().talks(1, MEMBERS)
        with house(here) as standing:
            members = [Member(n, cookie, conversation, standing.urls()) for n, cookie in enumerate(cookies, 1)]
            uvloop.run(soak(standing, members))
            found = faults(conversation, members)
    said = sum(len(member.answered) for member in members)
    heard = sum(len(member.heard) for member in members)
    returned, doubled = sum(member.returned for member in members), sum(member.doubled for member in members)
    print(f"{said} said, {heard} heard, {returned} returns, {doubled} offered twice, killed {standing.killed}")
    print("\n".join(found) or "Every promise was kept.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
