"""Who may do what with a group. Pure: given the rows, yes or no."""

from datetime import datetime, timedelta

from groups.roster.models import Group, Membership, Sanction

#: How long leaving can be taken back as if it had not been.
UNDO_WITHIN = timedelta(minutes=30)


def may_join(group: Group, past: Membership | None, *, right: bool = True) -> bool:
    """An open group, by whoever was never asked to leave it; ``past`` is their earlier membership, if any.

    Aftercare is open to whoever has the ``right`` to it (``queries.has_right_to``).
    """
    if group.entry != Group.Entry.OPEN or group.archived_at:
        return False
    return right and not was_removed(past)


def may_ask(group: Group, past: Membership | None, *, right: bool = True) -> bool:
    """A group by request, by whoever is not in it; an open one, by whoever was asked to leave it or lacks the right."""
    if group.archived_at or (past is not None and past.ended_at is None):
        return False
    if group.entry == Group.Entry.OPEN:
        return not right or was_removed(past)
    return group.entry == Group.Entry.REQUEST


def may_come_back(past: Membership, at: datetime) -> bool:
    """Whoever left by themselves, for half an hour, whatever the group's entry: a slip of the finger."""
    return (
        past.ended_at is not None
        and past.ended_at > at - UNDO_WITHIN
        and not was_removed(past)
        and past.group.archived_at is None
    )


def was_removed(past: Membership | None) -> bool:
    """Whether this membership was ended by somebody else."""
    return past is not None and past.ended_at is not None and past.ended_by_id != past.member_id


def keeps(membership: Membership | None) -> bool:
    """Moderators and leaders keep the room."""
    return membership is not None and membership.is_keeper


def leads(membership: Membership | None) -> bool:
    return membership is not None and membership.is_keeper and membership.role == Membership.Role.LEADER


def may_remove(keeper: Membership | None, target: Membership) -> bool:
    """Keepers may ask a member to leave; only a leader a moderator; nobody a leader, nobody themselves."""
    if keeper is None or not keeps(keeper) or keeper.group_id != target.group_id or keeper.pk == target.pk:
        return False
    if target.role == Membership.Role.LEADER:
        return False
    return leads(keeper) or target.role != Membership.Role.MODERATOR


def must_agree(membership: Membership) -> bool:
    """Whether what the group agrees on has changed since this member agreed to it."""
    return bool(membership.group.agreement) and membership.agreed_version < membership.group.agreement_version


def may_write(membership: Membership | None, quiet: Sanction | None) -> bool:
    """Members write, unless they were asked to be quiet for a while."""
    return membership is not None and membership.ended_at is None and quiet is None


def may_enter_chat(membership: Membership, road: str) -> bool:
    """Present members at one of the stages the group's chat is for, if it is for some; keepers always. Nobody who was
    asked to step away, until that is over.

    ``road`` is where they say they are (``Profile.Road``), empty where they have not said.
    """
    if membership.ended_at is not None or membership.is_away:
        return False
    stages = membership.group.chat_stages
    return not stages or membership.is_keeper or road in stages
