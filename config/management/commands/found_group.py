from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import BaseCommand, CommandError
from django.utils.text import slugify

from community.kit.gate import Refused
from config.management.people import facility_named, member_at
from groups.roster.actions import found_group
from groups.roster.models import Group


class Command(BaseCommand):
    """Opens a group, led by a member; a facility's group by its staff."""

    help = "Open a group: manage.py found_group 'Evening Circle' --leader ADDRESS [--at harbor-house]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--leader", required=True, help="the address of the member who leads it")
        parser.add_argument("--known-as", help="the name they bear in it; else their own")
        parser.add_argument("--kind", choices=Group.Kind.values, default=Group.Kind.SUPPORT)
        parser.add_argument("--entry", choices=Group.Entry.values, default=Group.Entry.OPEN)
        parser.add_argument("--about", default="")
        parser.add_argument("--agreement", default="", help="what its members agree on, a sentence a line")
        parser.add_argument("--at", help="the facility it belongs to, if it does")

    def handle(self, *args: Any, **given: Any) -> None:
        leader = member_at(given["leader"])
        facility = facility_named(given["at"]) if given["at"] else None
        slug = slugify(given["name"])[:60]
        if not slug:
            raise CommandError("A name needs a letter or two.")
        said = {key: given[key] for key in ("name", "kind", "entry", "about", "agreement", "known_as")}
        try:
            group = found_group(by=leader, slug=slug, facility=facility, **said)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        except PermissionDenied as denied:
            raise CommandError("A facility's group is led, at first, by someone of its staff.") from denied
        self.stdout.write(f"{group.name} is open at {group.get_absolute_url()}.")
