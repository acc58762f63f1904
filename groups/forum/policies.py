"""Who may write what, and where. Pure: given the rows, yes or no."""

from groups.forum.models import Post, Thread, Words
from groups.roster.models import Membership

#: Which answers each way of answering takes. Its author may always add words of their own.
ANSWERS: dict[str, tuple[Post.Kind, ...]] = {
    Thread.Mode.WITNESS: (),
    Thread.Mode.LISTEN: (Post.Kind.PRESENCE,),
    Thread.Mode.OPEN: (Post.Kind.WORDS,),
    Thread.Mode.ADVICE: (Post.Kind.WORDS, Post.Kind.ADVICE),
}


def answers(thread: Thread, membership: Membership) -> tuple[Post.Kind, ...]:
    """The kinds of answer that this member may give there; none where only signs are wished for."""
    if thread.author_id == membership.pk:
        return (Post.Kind.WORDS,)
    return ANSWERS[thread.mode]


def may_change(words: Words, thread: Thread, membership: Membership) -> bool:
    """One's own, while they stand and the discussion goes on; answers only as far as words are wished for there."""
    if words.author_id != membership.pk or words.is_hidden or thread.is_hidden or thread.locked_at is not None:
        return False
    if not isinstance(words, Post):
        return True
    return words.kind != Post.Kind.PRESENCE and words.kind in answers(thread, membership)


def may_remove(words: Words, membership: Membership) -> bool:
    return words.author_id == membership.pk and not words.is_hidden


def may_put_back(words: Words, membership: Membership) -> bool:
    """Whoever took their own words back, and nobody else."""
    return words.author_id == membership.pk and words.was_taken_back


def sees_earlier(words: Words, membership: Membership) -> bool:
    """What words said before: their author and those who keep the room."""
    return words.author_id == membership.pk or membership.is_keeper
