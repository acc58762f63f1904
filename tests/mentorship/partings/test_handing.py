"""Words for the next mentor: the mentee's to give."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from community.kit.gate import Refused
from community.members.models import Member
from mentorship.oversight.actions import raise_concern
from mentorship.pairs.actions import accept, acknowledge, ask, end
from mentorship.pairs.models import Pair
from mentorship.partings.actions import draft_handover, keep_handover, put_handover_away
from mentorship.partings.models import Handover
from mentorship.partings.queries import handed_over
from mentorship.profiles.models import MentorOffer

pytestmark = pytest.mark.django_db


def with_next(mentor: MentorOffer, gil: Member) -> Pair:
    """Gil's next pair; nobody has read the note."""
    return accept(ask(mentor, by=gil), by=mentor.member)


def test_drafted_by_one_and_the_others_from_then_on(talking: Pair, gil: Member, bruno: Member, hana: Member) -> None:
    draft_handover(talking, by=bruno, words="Mornings are hard.")
    draft_handover(talking, by=bruno, words="Mornings are hard for him.")
    assert Handover.objects.get().approved_at is None
    keep_handover(talking, by=gil, words="Mornings are hard for me.", give=True)
    with pytest.raises(Refused) as refused:
        draft_handover(talking, by=bruno, words="And evenings.")
    assert refused.value.code == "theirs"
    for deed in (
        lambda: keep_handover(talking, by=bruno, words="Mine", give=True),
        lambda: put_handover_away(talking, by=bruno),
        lambda: draft_handover(talking, by=gil, words="Mine"),
        lambda: draft_handover(talking, by=hana, words="Mine"),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    put_handover_away(talking, by=gil)
    assert Handover.objects.get().words == ""
    with pytest.raises(Refused):
        draft_handover(talking, by=bruno, words="Once more.")


def test_the_next_reads_it_once_both_have_read_the_note(
    talking: Pair, gil: Member, bruno: Member, hana: Member, mentor: Callable[..., MentorOffer]
) -> None:
    keep_handover(talking, by=gil, words="Mornings are hard.", give=True)
    end(talking, by=bruno)
    pair = with_next(mentor(hana), gil)
    assert handed_over(pair, hana) is None
    acknowledge(pair, by=hana)
    acknowledge(pair, by=gil)
    found = handed_over(pair, hana)
    assert found
    assert found.words == "Mornings are hard."
    assert handed_over(pair, gil) is None
    assert handed_over(talking, bruno) is None
    keep_handover(talking, by=gil, words="Mornings are hard.", give=False)
    assert handed_over(pair, hana) is None
    keep_handover(talking, by=gil, words="Mornings are hard.", give=True)
    raise_concern(pair, by=gil, topic="worry", words="Not her.")
    assert handed_over(pair, hana) is None


def test_given_to_the_next_and_not_to_the_one_after(
    talking: Pair, gil: Member, bruno: Member, hana: Member, eli: Member, mentor: Callable[..., MentorOffer]
) -> None:
    keep_handover(talking, by=gil, words="Mornings are hard.", give=True)
    end(talking, by=bruno)
    end(with_next(mentor(hana), gil), by=hana)
    pair = with_next(mentor(eli), gil)
    acknowledge(pair, by=eli)
    acknowledge(pair, by=gil)
    assert handed_over(pair, eli) is None
