"""A profile as a given viewer sees it. ``members/_profile.html`` renders it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.members.languages import LANGUAGES
from community.members.models import Profile
from community.members.policies import may_see

LABELS = {
    "brings_me": _("What brings me here"),
    "road": _("Where I am on the road"),
    "about": _("About me"),
    "languages": _("Languages I speak"),
    "around": _("When I am around"),
}


@dataclass(frozen=True)
class Shown:
    """One field that the viewer may see, in words."""

    field: str
    label: str | Promise
    values: list[str]


def profile_for(profile: Profile | None, relations: Iterable[str]) -> list[Shown]:
    """What is filled in and may be seen by someone who is ``relations`` to the member; in a fixed order.

    ``relations`` are ``policies.Relation`` values, such as ``{"groups"}``. In a group where the member goes by
    another name than their own, pass nothing on: the same words under two names would link them.
    """
    if profile is None:
        return []
    held = set(relations)
    said = {
        "brings_me": [profile.brings_me],
        "road": [str(Profile.Road(profile.road).label)] if profile.road else [],
        "about": [profile.about],
        "languages": [LANGUAGES.get(code, code) for code in profile.languages],
        "around": [str(Profile.Around(part).label) for part in profile.around],
    }
    return [
        Shown(field, LABELS[field], [value for value in values if value])
        for field, values in said.items()
        if any(values) and may_see(profile, field, held)
    ]
