"""`python -m config.embedded run`, or `reset`."""

import os
import sys
from pathlib import Path

from config.embedded.prepare import ROOT
from config.embedded.refusal import Refusal
from config.embedded.reset import reset
from config.embedded.supervisor import Supervisor


def main(words: list[str]) -> None:
    """Obey one word; exits with 1 and one line where that cannot be."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    try:
        match words:
            case ["run"]:
                Supervisor(data_dir, port_of(os.environ.get("PORT") or "8000")).run()
            case ["reset"]:
                reset(data_dir)
            case _:
                raise Refusal("Say `python -m config.embedded run` or `reset`.")
    except Refusal as refusal:
        sys.exit(f"Cairn: {refusal}")


def port_of(words: str) -> int:
    """Return a port's number. Raises Refusal where the words are none."""
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise Refusal(f"PORT is to be a number from 1 to 65535, not {words!r}.")
    return int(words)


if __name__ == "__main__":
    main(sys.argv[1:])
