#!/usr/bin/env python
"""Django's command line for Cairn."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from config.embedded.addresses import POSTGRES_SOCKET, addresses

HERE = Path(__file__).resolve().parent
#: What works on files alone, and wants no house, no key and no database.
ON_FILES = {"match_instance"}


def join_running_house(environment: MutableMapping[str, str], command: str = "") -> None:
    """Where `make run` serves from DATA_DIR and nothing says otherwise, a command belongs to that house.

    It then runs as the house does: in development. Without one, the settings say what is missing; but to a command
    that works on files alone nothing is.
    """
    if environment.keys() & {"DEBUG", "SECRET_KEY"}:
        return
    if (
        command in ON_FILES
        or (addresses(environment.get("DATA_DIR") or HERE / "var").folder / POSTGRES_SOCKET).exists()
    ):
        environment["DEBUG"] = "true"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    join_running_house(os.environ, *sys.argv[1:2])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
