from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.notifications.actions import settle
from community.support.candidates import candidates
from community.support.models import SupportPerson
from community.support.notifications import CHOSEN, tell_chosen

MOST = 6


@transaction.atomic
def choose(by: Member, *, key: str) -> SupportPerson:
    """From now on this person is told when ``by`` needs support. They hear of it and may step back.

    ``key`` is a candidate's. Raises ``Refused`` (field ``key``) for someone who cannot be chosen, has
    stepped back before, or would be the seventh. Chosen twice is chosen once.
    """
    found = next((one for one in candidates(by) if one.key == key), None)
    if found is None or not Member.objects.visible_to(by).filter(pk=found.person.pk).exists():
        raise Refused("unknown", _("This person cannot be chosen."), field="key")
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    mine = SupportPerson.objects.filter(member=by, ended_at=None)
    held = mine.filter(key=key).first()
    if held:
        return held
    if SupportPerson.objects.filter(member=by, key=key, ended_by=found.person).exists():
        raise Refused("stepped_back", _("%(name)s cannot be called on now.") % {"name": found.name}, field="key")
    if mine.count() >= MOST:
        raise Refused("enough", _("Six people is as many as we can tell at once."), field="key")
    last = mine.order_by("-position").values_list("position", flat=True).first()
    chosen = SupportPerson.objects.create(
        member=by,
        key=key,
        person=found.person,
        name=found.name,
        hue=found.hue,
        known_as=found.known_as,
        known_hue=found.known_hue,
        position=0 if last is None else last + 1,
    )
    tell_chosen(chosen)
    return chosen


def let_off(chosen: SupportPerson, *, by: Member) -> None:
    """They are not told any more, and not told of this either. Twice is once."""
    require(chosen.member_id == by.pk)
    _end(chosen, by)


def step_back(chosen: SupportPerson, *, by: Member) -> None:
    """The person chosen does not want to be, no reason owed; the member sees the place empty. Twice is once."""
    require(chosen.person_id == by.pk)
    _end(chosen, by)


@transaction.atomic
def _end(chosen: SupportPerson, by: Member) -> None:
    SupportPerson.objects.filter(pk=chosen.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
    settle(chosen.person, CHOSEN, subject=f"chosen:{chosen.pk}")
