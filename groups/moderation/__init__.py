"""Keeping a group's room: its queue of reported words, and what may be asked of a member, kindly and in time."""
