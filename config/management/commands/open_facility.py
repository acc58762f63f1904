from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import BaseCommand, CommandError

from community.facilities.actions import open_facility
from community.kit.gate import Refused
from config.management.people import member_at


class Command(BaseCommand):
    """Opens a facility's desk for its owner."""

    help = "Open a facility: manage.py open_facility 'Harbor House' --owner ADDRESS --by OPERATOR"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--owner", required=True, help="the address of the member who owns its desk")
        parser.add_argument("--by", required=True, help="your own address: an operator's")
        parser.add_argument("--country", default="US")
        parser.add_argument("--time-zone", default="UTC")

    def handle(self, *args: Any, **given: Any) -> None:
        owner, by = member_at(given["owner"]), member_at(given["by"])
        try:
            facility = open_facility(
                given["name"], by=by, owner=owner, country=given["country"], time_zone=given["time_zone"]
            )
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        except PermissionDenied as denied:
            raise CommandError("Operators alone open a facility.") from denied
        self.stdout.write(f"{facility.name} is open as {facility.slug}; {owner.name} owns its desk.")
