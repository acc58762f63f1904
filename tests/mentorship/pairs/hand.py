"""A process of its own that says yes, or weighs a walk, at the very moment it is told to.

Each line it reads: `accept REQUEST MOMENT` or `weigh PAIR MOMENT`, the moment by the clock that never goes back, which
all processes of a machine share. Each line it writes: `done`, or the code of what was refused.
"""

import sys
import time

import django


def main() -> None:
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    _say("ready")
    for line in sys.stdin:
        deed, pk, moment = line.split()
        _say(_do(deed, int(pk), float(moment)))


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _do(deed: str, pk: int, moment: float) -> str:
    from community.kit.gate import Refused
    from mentorship.pairs.actions import accept, weigh
    from mentorship.pairs.models import Pair, Request

    # What a tab has read before is what it acts on.
    if deed == "accept":
        request = Request.objects.select_related("mentor", "mentee").get(pk=pk)
    else:
        pair = Pair.objects.select_related("mentor").get(pk=pk)
    while time.monotonic() < moment:
        time.sleep(0.0002)
    try:
        if deed == "accept":
            accept(request, by=request.mentor)
        else:
            weigh(pair, by=pair.mentor, weight=2)
    except Refused as refused:
        return refused.code
    return "done"


if __name__ == "__main__":
    main()
