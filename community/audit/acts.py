"""The acts of power by name: each room says once how its own are read on the page of who did what."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Group(StrEnum):
    """What an act is about, to find it again among many."""

    LOOK = "looks"
    WORDS = "words"
    PEOPLE = "people"


GROUP_NAMES = {Group.LOOK: _("Looks"), Group.WORDS: _("Words"), Group.PEOPLE: _("People")}


@dataclass(frozen=True)
class Act:
    """An act: ``label`` finishes the sentence “Carmen …” (“hid words”)."""

    key: str
    label: str | Promise
    group: Group
    icon: str


_acts: dict[str, Act] = {}


def name_act(key: str, label: str | Promise, group: Group, icon: str = "circle") -> Act:
    """Say how entries of the act ``key`` are read. A later call for the same key replaces it."""
    _acts[key] = Act(key, label, group, icon)
    return _acts[key]


def act_named(key: str) -> Act:
    """The act of that key; one nobody named is read by its key, words apart."""
    return _acts.get(key) or Act(key, key.replace("_", " "), Group.PEOPLE, "history")


def keys_of(group: str) -> list[str]:
    """The keys of all acts of that group."""
    return [act.key for act in _acts.values() if act.group == group]


# The rooms below this one cannot call it: their acts are named here.
name_act("invite", _("invited someone"), Group.PEOPLE, "user-plus")
name_act("withdraw_invitation", _("withdrew an invitation"), Group.PEOPLE, "user-x")
name_act("accept_invitation", _("came in by an invitation"), Group.PEOPLE, "door-open")
name_act("open_facility", _("opened the facility's desk"), Group.PEOPLE, "house")
name_act("give_role", _("gave someone a role on the staff"), Group.PEOPLE, "user-check")
name_act("end_role", _("ended someone's role on the staff"), Group.PEOPLE, "user-minus")
