"""What two people do together beside their talk, and what each does for themselves."""

from mentorship.walking.actions.calls import agree_to_call, call_off, kinds, propose_call, remind_of_calls
from mentorship.walking.actions.goals import add_step, do_step, drop_step, let_go, reach, set_goal, undo_step
from mentorship.walking.actions.going import answer_how, ask_how, ask_to_talk, note_heard
from mentorship.walking.actions.later import change_later, send_due, take_back_later, write_for_later
from mentorship.walking.actions.notes import change_note, throw_away, write_note
from mentorship.walking.actions.nudging import choose_nudge, nudge
from mentorship.walking.actions.prompts import answer_prompt

__all__ = [
    "add_step",
    "agree_to_call",
    "answer_how",
    "answer_prompt",
    "ask_how",
    "ask_to_talk",
    "call_off",
    "change_later",
    "change_note",
    "choose_nudge",
    "do_step",
    "drop_step",
    "kinds",
    "let_go",
    "note_heard",
    "nudge",
    "propose_call",
    "reach",
    "remind_of_calls",
    "send_due",
    "set_goal",
    "take_back_later",
    "throw_away",
    "undo_step",
    "write_for_later",
    "write_note",
]
