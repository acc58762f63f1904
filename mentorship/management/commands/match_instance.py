import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    """Runs the matching engine on an instance from elsewhere; touches no database."""

    help = "Match the people of a JSON file and print who goes with whom: manage.py match_instance FILE (- for stdin)"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="docs/mentoring.md says what stands in it")

    def handle(self, *args: Any, **given: Any) -> None:
        from mentorship.matching.engine.written import Unreadable, read  # numbers are loaded only where they are used

        try:
            text = sys.stdin.read() if given["file"] == "-" else Path(given["file"]).read_text(encoding="utf-8")
            solved = read(json.loads(text)).solved()
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, Unreadable) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(json.dumps(solved, ensure_ascii=False))
