"""Whether someone who offers has all that an approval needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from community.conversations.models import Message, Participant
from community.members.models import Member
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import REFEREES, Reference, Training
from mentorship.profiles.training import STEPS, VERSION


@dataclass(frozen=True)
class Readiness:
    """``passed`` the check of the steps; ``has_agreed`` to the agreement as it stands today; ``yes`` from those who
    know them, members and staff.
    """

    steps_read: int = 0
    passed: bool = False
    has_agreed: bool = False
    references: list[Reference] = field(default_factory=list)

    @property
    def yes(self) -> list[Reference]:
        return [one for one in self.references if one.is_yes]

    @property
    def is_known(self) -> bool:
        """Two members vouch for them, or somebody of the staff."""
        return len(self.yes) >= REFEREES or any(one.part == Reference.Part.STAFF for one in self.yes)

    @property
    def is_ready(self) -> bool:
        return self.passed and self.has_agreed and self.is_known

    @property
    def has_read_all(self) -> bool:
        return self.steps_read >= len(STEPS)


def readiness(offer: MentorOffer) -> Readiness:
    """Return what this offer has. Two queries."""
    return readiness_of([offer])[offer.pk]


def readiness_of(offers: Iterable[MentorOffer]) -> dict[int, Readiness]:
    """Return what each of these offers has, by its number. Two queries, however many."""
    offers = list(offers)
    trainings = {
        one.member_id: one
        for one in Training.objects.filter(member__in=[offer.member_id for offer in offers], version=VERSION)
    }
    references: dict[int, list[Reference]] = {offer.pk: [] for offer in offers}
    for one in Reference.objects.filter(offer__in=offers).order_by("pk"):
        references[one.offer_id].append(one)
    found = {}
    for offer in offers:
        training = trainings.get(offer.member_id)
        found[offer.pk] = Readiness(
            training.steps_read if training else 0,
            training is not None and training.passed_at is not None,
            offer.agreement == AGREEMENT,
            references[offer.pk],
        )
    return found


def training_of(member: Member) -> Training:
    """The member's steps of today's version, read so far; not stored yet where they have not begun."""
    return Training.objects.filter(member=member, version=VERSION).first() or Training(member=member, version=VERSION)


@dataclass(frozen=True)
class Met:
    """Somebody the member shares a talk with, under the names they bear there."""

    place: Participant
    known_as: str


def people_met(offer: MentorOffer) -> list[Met]:
    """Return whom the one who offers may ask to vouch: people of a talk they share today in which both
    have said something, each once, by name. To stand in one list is not yet to know each other.

    By the names of that talk only, so that nobody is recognised from elsewhere. Not those asked already. Two queries.
    """
    has_spoken = Exists(Message.objects.filter(author=OuterRef("pk")))
    mine = {
        place.conversation_id: place.name
        for place in Participant.objects.filter(
            has_spoken, member=offer.member_id, ended_at=None, conversation__closed_at=None
        )
    }
    others = (
        Participant.objects.filter(has_spoken, conversation__in=mine, ended_at=None)
        .filter(member__in=Member.objects.visible_to(offer.member))
        .exclude(member=offer.member_id)
        .exclude(member__in=Reference.objects.filter(offer=offer).values("by"))
        .order_by("name", "pk")
    )
    found: dict[int, Met] = {}
    for place in others:
        found.setdefault(place.member_id, Met(place, mine[place.conversation_id]))
    return list(found.values())
