"""A part that ends is started again, with growing patience."""

import signal
from pathlib import Path

import pytest

from config.embedded.child import Child
from config.embedded.keep import LONGEST_WAIT, Kept, in_words
from config.embedded.refusal import Refusal


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A program that ends at once."""
    child = Child("web", ["/bin/false"], tmp_path / "log")
    child.start()
    return Kept(child)


def end_once(kept: Kept, *, all_ready: bool) -> float:
    """Let it end, see it noticed, and return how long it would wait; then start it again without waiting."""
    assert kept.child.process
    kept.child.process.wait()
    assert not kept.look(all_ready=all_ready)
    wait = kept.wait
    kept.due = 0.0
    assert kept.look(all_ready=all_ready)
    return wait


def test_it_waits_longer_each_time_but_never_gives_up(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Half a second, then twice that, up to half a minute; each time it says so."""
    waits = [end_once(kept, all_ready=True) for _ in range(9)]
    assert waits[:4] == [0.5, 1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST_WAIT
    assert capsys.readouterr().out.splitlines()[0] == "web ended with 1; starting it again in 0.5 s."


def test_what_never_starts_is_refused(kept: Kept) -> None:
    """Three times before anything was ready: that is a mistake, not an accident."""
    end_once(kept, all_ready=False)
    end_once(kept, all_ready=False)
    assert kept.child.process
    kept.child.process.wait()
    with pytest.raises(Refusal, match="web does not start"):
        kept.look(all_ready=False)


def test_endings_have_words() -> None:
    """A signal has a name."""
    assert in_words(-signal.SIGKILL) == "was ended by SIGKILL"
    assert in_words(3) == "ended with 3"
