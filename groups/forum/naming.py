"""Who is named in a discussion: `@June`, looked for among the members as they are called in this group.

A name that nobody here bears stays as it was typed. So does one of a person between whom and the author a block stands,
whoever made it.
"""

from collections.abc import Iterable

from community.conversations.mentions import MOST_OFFERED, Person, Written, folded, names_somebody, written
from community.kit.words import to_html
from community.members.models import Block
from groups.forum.models import Mention, Words
from groups.roster.models import Membership


def write(author: Membership, body: str) -> Written:
    """Words of this author as they are stored; ``mentions`` are ids of memberships.

    One query where somebody may be named, otherwise none.
    """
    if not names_somebody(body):
        return Written(to_html(body))
    return written(body, _people(author))


def offered(asker: Membership, begun: str) -> list[Person]:
    """Whom this member may mean: people whose name, or a word of it, begins so. One query."""
    start = folded(begun[:80])
    ranked = sorted(
        (not folded(one.name).startswith(start), folded(one.name), one)
        for one in _people(asker)
        if folded(one.name).startswith(start) or f" {start}" in folded(one.name)
    )
    return [one for _later, _name, one in ranked[:MOST_OFFERED]]


def note_named(words: Words, named: Iterable[int]) -> int:
    """Keep who is named, so that they are told; returns how many are new. Nobody is told twice, nor who is named no
    more. Call it in the transaction that stores the words.
    """
    thread, post = words.its_thread, words.its_post
    named = list(dict.fromkeys(named))
    known = Mention.objects.filter(thread=thread, post=post)
    known.filter(told_at=None).exclude(membership__in=named).delete()
    before = set(known.values_list("membership", flat=True))
    fresh = [Mention(thread=thread, post=post, membership_id=one) for one in named if one not in before]
    Mention.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _people(asker: Membership) -> list[Person]:
    here = (
        Membership.objects.here()
        .filter(group=asker.group_id, member__ended_at=None)
        .exclude(pk=asker.pk)
        .exclude(member__in=Block.objects.filter(blocker=asker.member_id).values("blocked"))
        .exclude(member__in=Block.objects.filter(blocked=asker.member_id).values("blocker"))
    )
    return [Person(*row) for row in here.order_by("pk").values_list("pk", "name", "hue")]
