"""`python -m bench [NAME [PART …]] [--write]` runs the bench of that name (or parts of it), or all, and prints tables.

`--write` also writes them into docs/performance.md, where a bench knows how.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
WRITE = "--write"


def names() -> list[str]:
    """Return the benches there are: folders with a `run.py`."""
    return sorted(path.parent.name for path in HERE.glob("*/run.py"))


def asked(words: list[str]) -> dict[str, list[str]]:
    """Return the benches that are asked for, each with its parts. Raises ValueError for what there is not."""
    found: dict[str, list[str]] = {}
    for word in words:
        if word in names():
            found[word] = []
        elif found and word in parts(bench(last := [*found][-1])):
            found[last].append(word)
        else:
            there = ", ".join(" ".join([name, *parts(bench(name))]) for name in names())
            raise ValueError(f"There is no bench {word}; there are: {there}.")
    return found or {name: [] for name in names()}


def bench(name: str) -> ModuleType:
    """Return the module that runs a bench."""
    return importlib.import_module(f"bench.{name}.run")


def parts(run: ModuleType) -> tuple[str, ...]:
    """Return the parts of a bench that may be run alone."""
    return getattr(run, "PARTS", ())


def main() -> None:
    """Run what was asked for; exit with 1 where a bench says that an aim was missed, after all have run."""
    words = [word for word in sys.argv[1:] if word != WRITE]
    try:
        wanted = asked(words)
    except ValueError as error:
        sys.exit(str(error))
    status = 0
    for name, some in wanted.items():
        run = bench(name)
        try:
            if parts(run):
                run.main(some, writing=WRITE in sys.argv)
            else:
                run.main()
        except SystemExit as end:
            status = 1
            print(end.code if isinstance(end.code, str) else "", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
