"""Verbs of this room.

The rota: join_rota, leave_rota. A turn: confirm, step_back, step_in, say_no. The kit: set_kit, begin, go_to, finish.
Reminders: wish, remind_due. Afterwards: ask_after, say_after. The beat's round: keep_hosts.
"""

from groups.hosting.actions.afterwards import ask_after, say_after
from groups.hosting.actions.keeping import keep_hosts
from groups.hosting.actions.kit import Step, begin, finish, go_to, set_kit
from groups.hosting.actions.reminding import remind_due, wish, write_reminders
from groups.hosting.actions.rota import join_rota, leave_rota
from groups.hosting.actions.searching import confirm, say_no, step_back, step_in

__all__ = [
    "Step",
    "ask_after",
    "begin",
    "confirm",
    "finish",
    "go_to",
    "join_rota",
    "keep_hosts",
    "leave_rota",
    "remind_due",
    "say_after",
    "say_no",
    "set_kit",
    "step_back",
    "step_in",
    "wish",
    "write_reminders",
]
