from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import BaseCommand, CommandError

from community.facilities.actions import end_role, give_role
from community.facilities.models import StaffRole
from config.management.people import facility_named, member_at


class Command(BaseCommand):
    """Gives someone a role on a facility's staff, or ends it."""

    help = "Give a role: manage.py staff_role ADDRESS moderator --at harbor-house --by OPERATOR (or --end)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="of the member")
        parser.add_argument("role", choices=StaffRole.Role.values)
        parser.add_argument("--at", required=True, help="the facility")
        parser.add_argument("--by", required=True, help="your own address: an operator's, or an owner's")
        parser.add_argument("--end", action="store_true", help="end the role instead")

    def handle(self, *args: Any, **given: Any) -> None:
        member, by, facility = member_at(given["address"]), member_at(given["by"]), facility_named(given["at"])
        act = end_role if given["end"] else give_role
        try:
            act(facility, member, given["role"], by=by)
        except PermissionDenied as denied:
            raise CommandError("Operators and the facility's owners decide who works there.") from denied
        word = "no more" if given["end"] else "now"
        self.stdout.write(f"{member.name} is {word} {given['role']} at {facility.name}.")
