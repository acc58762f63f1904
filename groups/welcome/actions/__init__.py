"""All that can be done for newcomers, a verb and its opposite a file."""

from groups.welcome.actions.greeting import give_hours, take_hours_back
from groups.welcome.actions.introducing import introduce_newcomers
from groups.welcome.actions.keeping import count_who_came_back, keep_hellos
from groups.welcome.actions.swapping import ask_swap, take_back_swap, take_swap

__all__ = [
    "ask_swap",
    "count_who_came_back",
    "give_hours",
    "introduce_newcomers",
    "keep_hellos",
    "take_back_swap",
    "take_hours_back",
    "take_swap",
]
