"""Verbs of this room: count, rename, stop_counting; correct_start; begin_again, take_back."""

from community.milestones.actions.begin_again import begin_again, take_back
from community.milestones.actions.correct_start import correct_start
from community.milestones.actions.count import count, rename, stop_counting

__all__ = ["begin_again", "correct_start", "count", "rename", "stop_counting", "take_back"]
