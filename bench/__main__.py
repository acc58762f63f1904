"""`python -m bench [NAME …]` runs the benches of that name, or all of them, and prints their tables."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the benches there are: folders with a `run.py`."""
    return sorted(path.parent.name for path in HERE.glob("*/run.py"))


def main() -> None:
    """Run what was asked for."""
    asked = sys.argv[1:] or names()
    for name in asked:
        if name not in names():
            sys.exit(f"There is no bench {name}; there are: {', '.join(names())}.")
    for name in asked:
        importlib.import_module(f"bench.{name}.run").main()


if __name__ == "__main__":
    main()
