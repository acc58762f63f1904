#!/usr/bin/env python
"""Django's command line for Cairn."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from config.embedded.addresses import POSTGRES_SOCKET, addresses

HERE = Path(__file__).resolve().parent


def join_running_house(environment: MutableMapping[str, str]) -> None:
    """Where `make run` serves from DATA_DIR and nothing says otherwise, a command belongs to that house.

    It then runs as the house does: in development. Without one, the settings say what is missing.
    """
    if environment.keys() & {"DEBUG", "SECRET_KEY"}:
        return
    if (addresses(environment.get("DATA_DIR") or HERE / "var").folder / POSTGRES_SOCKET).exists():
        environment["DEBUG"] = "true"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    join_running_house(os.environ)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
