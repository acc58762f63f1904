"""The last place, taken from two processes at the same moment."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from community.members.models import Member
from mentorship.pairs.actions import accept, ask, end
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import MentorOffer
from tests.harness.processes import ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)

#: How often each story is told.
TURNS = 2


class Hands:
    """Two processes, told to act at one moment."""

    def __init__(self) -> None:
        self.both = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.mentorship.pairs.hand"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=environment(),
                cwd=ROOT,
            )
            for _number in range(2)
        ]
        assert [self._heard(one) for one in self.both] == ["ready", "ready"]

    def at_once(self, *deeds: tuple[str, int]) -> list[str]:
        """Let each do its deed; what came of it, in order of the deeds."""
        moment = time.monotonic() + 0.05
        for hand, (deed, pk) in zip(self.both, deeds, strict=True):
            assert hand.stdin
            hand.stdin.write(f"{deed} {pk} {moment}\n")
            hand.stdin.flush()
        return [self._heard(one) for one in self.both]

    def end(self) -> None:
        for hand in self.both:
            hand.kill()
            hand.communicate()

    @staticmethod
    def _heard(hand: "subprocess.Popen[str]") -> str:
        assert hand.stdout
        return hand.stdout.readline().strip()


@pytest.fixture
def hands(transactional_db: None) -> Iterator[Hands]:
    two = Hands()
    yield two
    two.end()


def taken(offer: MentorOffer) -> int:
    return MentorOffer.objects.values_list("places_taken", flat=True).get(pk=offer.pk)


def test_one_place_and_two_processes(
    hands: Hands,
    gil: Member,
    bruno: Member,
    dara: Member,
    mentor: Callable[..., MentorOffer],
    someone: Callable[[str], Member],
) -> None:
    offer, hana = mentor(bruno, places=1), someone("Hana")

    # Two ask for the one place.
    for _turn in range(TURNS):
        requests = [ask(offer, by=member) for member in (gil, hana)]
        assert sorted(hands.at_once(*(("accept", one.pk) for one in requests))) == ["done", "full"]
        pair = Pair.objects.get(ended_at=None)
        assert taken(offer) == 1
        end(pair, by=bruno)
        Request.objects.all().delete()

    # A walk comes to take the last place, while somebody is given it.
    MentorOffer.objects.filter(pk=offer.pk).update(places=2)
    for _turn in range(TURNS):
        walk = accept(ask(offer, by=gil), by=bruno)
        request = ask(offer, by=hana)
        assert sorted(hands.at_once(("weigh", walk.pk), ("accept", request.pk))) == ["done", "full"]
        assert taken(offer) == 2
        for pair in Pair.objects.filter(ended_at=None):
            end(pair, by=bruno)
        assert taken(offer) == 0
        Request.objects.all().delete()

    # Two mentors say yes to one person.
    other = mentor(dara)
    for _turn in range(TURNS):
        requests = [ask(one, by=gil) for one in (offer, other)]
        assert sorted(hands.at_once(*(("accept", one.pk) for one in requests))) == ["done", "moved_on"]
        assert taken(offer) + taken(other) == 1
        end(Pair.objects.get(ended_at=None), by=gil)
        Request.objects.all().delete()
