from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from config.seeds.play import play


class Command(BaseCommand):
    """Fills an empty installation with a believable week. Refuses outside DEBUG; a second time changes nothing."""

    help = "Play the demo week."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo week is played in development only.")
        self.stdout.write("The demo week is there." if play() else "The demo week was there already.")
