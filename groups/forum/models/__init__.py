"""Discussions, and what stands around them."""

from groups.forum.models.discussions import POSTS_A_PAGE, Note, Post, Thread, Words
from groups.forum.models.places import Draft, ThreadVisit
from groups.forum.models.traces import EarlierWords, Mention, Sign

__all__ = ["POSTS_A_PAGE", "Draft", "EarlierWords", "Mention", "Note", "Post", "Sign", "Thread", "ThreadVisit", "Words"]
