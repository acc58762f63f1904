"""Saying that something is wrong."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions.claiming import trace
from community.safety.models import Case, Category, Report, place_of
from community.safety.moderatable import Moderatable
from community.safety.notifications import tell_those_on_duty
from community.safety.policies import can_report
from community.safety.registry import Reportable, kind_for


@transaction.atomic
def report(thing: Moderatable, *, by: Member, category: str, note: str = "") -> Report:
    """Report a thing: its words are kept as they are now, and all reports of it gather in one open case.

    A second report by the same person gives back the first, unchanged. Raises ``PermissionDenied`` where the
    reporter cannot see the thing, ``Refused`` for their own words and for an unknown category.
    """
    require(can_report(by, thing))
    if thing.author_member.pk == by.pk:
        raise Refused("own", _("These are your own words. You can take them back yourself."))
    if category not in Category.values:
        raise Refused("category", _("Please choose what is wrong."), field="category")
    kind = kind_for(thing)
    earlier = Report.objects.filter(reporter=by, key=kind.key, thing_id=thing.pk).first()
    if earlier is not None:
        return earlier

    case, is_new = _case_of(kind, thing, Category(category))
    filed, is_first = Report.objects.get_or_create(
        reporter=by,
        key=kind.key,
        thing_id=thing.pk,
        defaults={"case": case, "category": category, "note": note.strip(), "snapshot": thing.reported_words()},
    )
    if not is_first:
        return filed
    sooner = Category(category).urgency < case.urgency
    Case.objects.filter(pk=case.pk).update(
        report_count=F("report_count") + 1,
        **({"category": category, "urgency": Category(category).urgency} if sooner else {}),
    )
    case.refresh_from_db()
    if is_new or sooner:
        tell_those_on_duty(case)
    return filed


@transaction.atomic
def notice(thing: Moderatable, *, category: Category, rule: str, why: str) -> Case:
    """A pattern noticed words: they join the thing's open case, or open one. Nothing is held back or hidden.

    ``rule`` names the pattern, ``why`` says in words what it saw; noticing twice is noticing once.
    """
    kind = kind_for(thing)
    case, is_new = _case_of(kind, thing, category)
    _noted, is_first = Report.objects.get_or_create(
        case=case,
        rule=rule,
        defaults={
            "key": kind.key,
            "thing_id": thing.pk,
            "category": category,
            "note": why,
            "snapshot": thing.reported_words(),
        },
    )
    if is_first:
        sooner = category.urgency < case.urgency
        if sooner:
            Case.objects.filter(pk=case.pk).update(category=category, urgency=category.urgency)
            case.refresh_from_db()
        trace("notice_words", case, by=None, by_name="", reason=why)
        if is_new or sooner:
            tell_those_on_duty(case)
    return case


def _case_of(kind: Reportable, thing: Moderatable, category: Category) -> tuple[Case, bool]:
    """The thing's open case, locked, and whether it was opened just now."""
    opening = {
        "scope": place_of(thing.moderation_scope),
        "facility": thing.moderation_facility,
        "author": thing.author_member,
        "author_name": thing.author_name,
        "about": str(kind.describe(thing))[:160],
        "category": category,
        "urgency": category.urgency,
    }
    cases = Case.objects.select_for_update()
    try:
        return cases.get_or_create(key=kind.key, thing_id=thing.pk, closed_at=None, defaults=opening)
    except IntegrityError:
        # Opened by another in the same moment, and decided before we could join it: open the next one.
        return cases.get_or_create(key=kind.key, thing_id=thing.pk, closed_at=None, defaults=opening)
