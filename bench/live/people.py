"""Members with ready cookies, and conversations among them, made in bulk."""

from typing import NamedTuple

from community.conversations.actions.open import open_conversation
from community.conversations.models import Conversation, Participant
from community.members.models import Member
from groups.management.commands.bench_people import make
from groups.roster.actions import found_group
from groups.roster.models import Group


class Talk(NamedTuple):
    """A conversation, and a Cookie header for each who takes part."""

    conversation: int
    cookies: list[str]


class People:
    """All members of a run. Who came for one measurement comes again for the next: only conversations are new."""

    def __init__(self) -> None:
        self._known: list[tuple[Member, str]] = []
        self._opened = 0

    def talks(self, number: int, size: int) -> list[Talk]:
        """Open so many conversations of so many members each; nobody is in two of them."""
        self._invite(number * size)
        return [self._open(self._known[n * size : (n + 1) * size]) for n in range(number)]

    def _open(self, some: list[tuple[Member, str]]) -> Talk:
        self._opened += 1
        conversation = open_conversation(f"bench:{self._opened}")
        Participant.objects.bulk_create(
            Participant(conversation=conversation, member=member, name=member.name, hue=member.hue)
            for member, _ in some
        )
        return Talk(conversation.pk, [cookie for _, cookie in some])

    def _invite(self, number: int) -> None:
        missing = number - len(self._known)
        if missing > 0:
            made = {line["email"]: line["cookie"] for line in make(_group(), missing)}
            members = Member.objects.filter(email__in=made).order_by("pk")
            self._known += [(member, made[member.email]) for member in members]


def heads(talks: list[Talk]) -> dict[int, int]:
    """Return the number of the newest message in each, as it is stored."""
    found = Conversation.objects.filter(pk__in=[talk.conversation for talk in talks])
    return dict(found.values_list("pk", "last_seq"))


def _group() -> Group:
    known = Group.objects.filter(slug="bench").first()
    if known is not None:
        return known
    founder = Member.objects.create(email="bench@example.org", name="Founder")
    return found_group(
        by=founder, slug="bench", name="Bench", kind=Group.Kind.SUPPORT, entry=Group.Entry.OPEN, known_as="Founder"
    )
