"""A plan becomes columns, once it makes sense."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from community.kit.clock import moment_of
from community.kit.gate import Refused
from community.kit.words import to_html
from community.members.zones import is_zone
from groups.meetings.plan import EARLIEST, LATEST, Plan
from groups.meetings.repeating import How, first_day_of, rule_of, starts

LONGEST = 24 * 60
MOST_TIMES = 500
MOST_EVERY = 30
_PHONE = re.compile(r"[+\d][\d ,*#()/-]{2,60}")


def sensible(plan: Plan) -> Plan:
    """The plan, tidied, its first day one that its rule has. Raises ``Refused`` on the field that makes no sense."""
    title = " ".join(plan.title.split())
    if not title:
        raise Refused("title", _("A name helps people to find it. A few words are enough."), field="title")
    if not is_zone(plan.zone):
        raise Refused("zone", _("We do not know this time zone."), field="zone")
    if not 1 <= plan.minutes <= LONGEST:
        raise Refused("minutes", _("From a minute to a day."), field="minutes")
    if plan.places is not None and plan.places < 1:
        raise Refused("places", _("At least one place, or leave it empty: then everyone fits."), field="places")
    if plan.online_url and urlsplit(plan.online_url).scheme not in ("http", "https"):
        raise Refused("online_url", _("Write the whole address, beginning with https://."), field="online_url")
    if plan.online_phone and not _PHONE.fullmatch(plan.online_phone):
        raise Refused("online_phone", _("Digits, spaces and + , * # only, please."), field="online_phone")
    if not (plan.place or plan.address or plan.online_url or plan.online_phone):
        raise Refused("nowhere", _("Say where: a place, or where it is online. Both is fine too."), field="place")
    return replace(plan, title=title, starts_on=_first_day(plan))


def _first_day(plan: Plan) -> date:
    said = plan.repeats
    if not EARLIEST <= plan.starts_on <= LATEST:
        raise Refused("far", _("Please look at the year."), field="starts_on")
    if said.until is not None and not EARLIEST <= said.until <= LATEST:
        raise Refused("far", _("Please look at the year."), field="until")
    if not 1 <= said.every <= MOST_EVERY:
        raise Refused("every", _("A number from 1 to 30, please."), field="every")
    if said.times is not None and not 1 <= said.times <= MOST_TIMES:
        raise Refused("times", _("A number from 1 to 500, please."), field="times")
    if said.how != How.ONCE and said.until is not None and said.until < plan.starts_on:
        raise Refused("until", _("The last day is before the first. Please look at both."), field="until")
    first = first_day_of(said, plan.starts_on, plan.zone)
    if first is None:
        raise Refused("never", _("By these words it would never happen. Please look at the days."), field="until")
    return first


def columns(plan: Plan) -> dict[str, Any]:
    """The meeting's columns, of a sensible plan."""
    return {
        "title": plan.title,
        "about": plan.about.strip(),
        "html": to_html(plan.about.strip()) if plan.about.strip() else "",
        "kind": plan.kind,
        "open_to": plan.open_to,
        "zone": plan.zone,
        "starts_on": plan.starts_on,
        "starts_at": plan.starts_at,
        "minutes": plan.minutes,
        "rule": rule_of(plan.repeats, plan.starts_on, plan.zone),
        "place": plan.place,
        "address": plan.address,
        "online_url": plan.online_url,
        "online_phone": plan.online_phone,
        "places": plan.places,
        "types": list(plan.types),
        "languages": list(plan.languages),
    }


def next_times(plan: Plan, *, most: int) -> tuple[Plan, list[datetime]]:
    """The plan made sensible, and the first instants at which it would begin. Raises as ``sensible``."""
    plan = sensible(plan)
    rule = rule_of(plan.repeats, plan.starts_on, plan.zone)
    first = moment_of(plan.starts_on, plan.starts_at, plan.zone)
    far = first + timedelta(days=366 * (2 if plan.repeats.how != How.YEARLY else 8))
    return plan, starts(rule, plan.starts_on, plan.starts_at, plan.zone, after=first, until=far)[:most]
