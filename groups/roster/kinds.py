"""What a group of each kind needs, and where one goes first in it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.roster.models import Group

Kind = Group.Kind

#: A sentence for whoever founds one.
WORDS: dict[str, str | Promise] = {
    Kind.AFTERCARE: _("For people who are or were with a facility. Their place lasts for as long as they like."),
    Kind.MEETING: _("People who come together at a time, in a place or online."),
    Kind.SUPPORT: _("A room to sit together and talk, day by day."),
    Kind.FORUM: _("Discussions that wait for an answer, more than talk that goes by."),
    Kind.HOBBY: _("Something done together: running, music, cooking, repairs."),
    Kind.FAMILY: _("For people who love someone in recovery. Those they are near never find it."),
}
ENTRY_WORDS: dict[str, str | Promise] = {
    Group.Entry.OPEN: _("Whoever finds it may walk in."),
    Group.Entry.REQUEST: _("People say a few words, you talk, then you decide."),
    Group.Entry.HIDDEN: _("Nobody finds it. People come in by your invitation alone."),
}


def lacks(kind: str, *, of_facility: bool) -> str | Promise:
    """What is missing for a group of this kind, in words; empty where nothing is."""
    if kind == Kind.AFTERCARE and not of_facility:
        return _("Aftercare belongs to a facility, and its staff open it. Perhaps a social support group?")
    return ""


def may_become(before: str, after: str, *, of_facility: bool) -> bool:
    """Whether a group may change its kind so.

    People spoke in a family group because those they are near do not see it, so it stays one; and none of the others
    becomes one, for they may be in it already.
    """
    if before == after:
        return True
    return Kind.FAMILY not in (before, after) and not lacks(after, of_facility=of_facility)
