"""Verbs of this room: choose, let_off, step_back; ask_for_support, answer, end_call, look; look_at_lines."""

from community.support.actions.ask import answer, ask_for_support, end_call, look
from community.support.actions.choose import choose, let_off, step_back
from community.support.actions.look_at_lines import look_at_lines

__all__ = ["answer", "ask_for_support", "choose", "end_call", "let_off", "look", "look_at_lines", "step_back"]
