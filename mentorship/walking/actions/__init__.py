"""What two people do together beside their talk, and what each does for themselves."""

from mentorship.walking.actions.goals import add_step, do_step, drop_step, let_go, reach, set_goal, undo_step
from mentorship.walking.actions.notes import change_note, throw_away, write_note
from mentorship.walking.actions.prompts import answer_prompt

__all__ = [
    "add_step",
    "answer_prompt",
    "change_note",
    "do_step",
    "drop_step",
    "let_go",
    "reach",
    "set_goal",
    "throw_away",
    "undo_step",
    "write_note",
]
