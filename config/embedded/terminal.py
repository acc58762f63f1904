"""Ctrl-C for us alone: `make` would take it too, and call an orderly stop a failure."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_front() -> Iterator[None]:
    """Be the terminal's foreground group of our own; does nothing where there is no terminal in front of us."""
    terminal = sys.stdin.fileno() if sys.stdin and sys.stdin.isatty() else None
    before = os.getpgrp()
    if terminal is None or os.tcgetpgrp(terminal) != before or before == os.getpid():
        yield
        return
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or handing the terminal over would stop us
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # Ctrl-Z would stop us alone, and `make` wait for ever
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)
