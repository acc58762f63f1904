"""All that can be done with belonging, a verb and its opposite a file."""

from groups.roster.actions.aftercare import give_up_aftercare, let_aftercare_end, let_aftercare_last
from groups.roster.actions.agreeing import agree, change_agreement
from groups.roster.actions.appointing import appoint
from groups.roster.actions.archiving import archive, bring_back
from groups.roster.actions.belonging import come_back, join, leave, names_taken, remove, settle_in
from groups.roster.actions.changing import change_group, mark_of
from groups.roster.actions.founding import address_for, found_group
from groups.roster.actions.handing import AFTERWARDS, ask_to_lead, take_asking_back, take_up, turn_down
from groups.roster.actions.placing import keep_place, keep_places
from groups.roster.actions.succeeding import give_leaders, leave_behind

__all__ = [
    "AFTERWARDS",
    "address_for",
    "agree",
    "appoint",
    "archive",
    "ask_to_lead",
    "bring_back",
    "change_agreement",
    "change_group",
    "come_back",
    "found_group",
    "give_leaders",
    "give_up_aftercare",
    "join",
    "keep_place",
    "keep_places",
    "leave",
    "leave_behind",
    "let_aftercare_end",
    "let_aftercare_last",
    "mark_of",
    "names_taken",
    "remove",
    "settle_in",
    "take_asking_back",
    "take_up",
    "turn_down",
]
