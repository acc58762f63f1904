"""All that can be done with belonging, a verb and its opposite a file."""

from groups.roster.actions.agreeing import agree, change_agreement
from groups.roster.actions.appointing import appoint
from groups.roster.actions.belonging import come_back, join, leave, names_taken, remove, settle_in
from groups.roster.actions.founding import found_group
from groups.roster.actions.placing import keep_place, keep_places

__all__ = [
    "agree",
    "appoint",
    "change_agreement",
    "come_back",
    "found_group",
    "join",
    "keep_place",
    "keep_places",
    "leave",
    "names_taken",
    "remove",
    "settle_in",
]
