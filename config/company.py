"""Who is near, across all floors: a group to sit with, a mentor to write to, people who could be called on."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from community.checkins.kindness import Company
from community.conversations.models import Participant
from community.members.models import Member
from community.support.candidates import Candidate
from groups.roster.models import Group, Membership
from mentorship.pairs.models import Pair

#: The roles whose bearers have said that they would like to be asked.
NEAR = (Membership.Role.GREETER, Membership.Role.MENTOR, Membership.Role.MODERATOR, Membership.Role.LEADER)


def after_check_in(member: Member) -> list[Company]:
    """The group where there was talk last, and one's mentor. Three queries at most."""
    found = []
    group = _liveliest_group(member)
    if group:
        found.append(
            Company(
                label=_("Sit with the group"),
                url=reverse("groups:chat", args=[group.slug]),
                sentence=_("%(group)s is open.") % {"group": group.name},
            )
        )
    pair = _own_mentor(member)
    if pair:
        name = pair.mentor.name
        found.append(Company(label=_("Write to %(name)s") % {"name": name}, url=pair.get_absolute_url()))
    return found


def candidates(member: Member) -> list[Candidate]:
    """Mentor or mentees, and those in one's groups who took on a role. Two queries."""
    met = Member.objects.visible_to(member).values("pk")
    pairs = Pair.objects.filter(Q(mentee=member) | Q(mentor=member), ended_at=None).select_related("mentor", "mentee")
    found = [
        Candidate(
            f"pair:{pair.pk}",
            pair.other(member),
            pair.other(member).name,
            pair.other(member).hue,
            member.name,
            member.hue,
            _lazy("My mentor") if pair.mentee_id == member.pk else _lazy("Walks with me"),
        )
        for pair in pairs.filter(mentor__in=met, mentee__in=met).order_by("created_at")
    ]
    mine = {one.group_id: one for one in Membership.objects.present().filter(member=member).select_related("group")}
    near = (
        Membership.objects.present()
        .filter(group__in=mine, group__archived_at=None, role__in=NEAR, member__in=met)
        .exclude(member=member)
        .order_by("group__name", "name")[:60]
    )
    found += [
        Candidate(
            f"membership:{one.pk}",
            one.member,
            one.name,
            one.hue,
            mine[one.group_id].name,
            mine[one.group_id].hue,
            mine[one.group_id].group.name,
        )
        for one in near.select_related("member")
    ]
    return found


def holding(keys: Collection[str]) -> set[str]:
    """Which of these still hold: the pair walks, the person is in the group. Two queries."""
    pairs = Pair.objects.filter(pk__in=_ids(keys, "pair"), ended_at=None)
    there = Membership.objects.present().filter(pk__in=_ids(keys, "membership"), group__archived_at=None)
    return {f"pair:{pk}" for pk in pairs.values_list("pk", flat=True)} | {
        f"membership:{pk}" for pk in there.values_list("pk", flat=True)
    }


def _ids(keys: Collection[str], kind: str) -> list[int]:
    return [int(pk) for one, _colon, pk in (key.partition(":") for key in keys) if one == kind]


def _liveliest_group(member: Member) -> Group | None:
    place = (
        Participant.objects.filter(
            member=member,
            ended_at=None,
            quieted_until=None,
            conversation__closed_at=None,
            conversation__scope__startswith="group:",
        )
        .order_by("-conversation__last_message_at")
        .values_list("conversation__scope", flat=True)
        .first()
    )
    return Group.objects.of(member).filter(pk=int(place.partition(":")[2])).first() if place else None


def _own_mentor(member: Member) -> Pair | None:
    seen = Member.objects.visible_to(member).filter(pk=OuterRef("mentor"))
    return Pair.objects.filter(Exists(seen), mentee=member, ended_at=None).select_related("mentor").first()
