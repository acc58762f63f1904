"""Letters: one's own until the day, then the other's to keep."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from community.kit.gate import Refused
from community.members.actions import block
from community.members.models import Member
from community.notifications.models import Notification
from community.safety.registry import kind_of
from mentorship.oversight.actions import raise_concern
from mentorship.pairs.actions import end, let_rest, part
from mentorship.partings.actions import let_days_come, put_letter_away, read_letter, save_letter, throw_letter_away
from mentorship.partings.models import Letter, Parting
from mentorship.partings.queries import letters_of

pytestmark = pytest.mark.django_db

Comes = Callable[[Parting], None]


@pytest.fixture
def written(agreed: Parting, gil: Member, bruno: Member) -> Parting:
    """Each has written to the other."""
    save_letter(agreed.pair, by=gil, body="A draft")
    save_letter(agreed.pair, by=gil, body="You picked up the phone.")
    save_letter(agreed.pair, by=bruno, body="You did the walking.")
    return agreed


def given(written: Parting, comes: Comes) -> tuple[Letter, Letter]:
    comes(written)
    assert let_days_come() == 1
    return Letter.objects.get(author=written.pair.mentee), Letter.objects.get(author=written.pair.mentor)


def test_each_keeps_the_others(written: Parting, comes: Comes, gil: Member, bruno: Member, hana: Member) -> None:
    assert not Letter.objects.kept_by(gil).exists()
    of_gil, of_bruno = given(written, comes)
    assert letters_of(gil).kept == [of_bruno]
    assert letters_of(bruno).kept == [of_gil]
    assert of_gil.body == "You picked up the phone."
    assert not letters_of(hana).kept
    assert Notification.objects.filter(kind="pair_letter").count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mentorship_letter")
        assert all("phone" not in str(row) and "walking" not in str(row) for row in cursor.fetchall())
    with pytest.raises(Refused):
        save_letter(written.pair, by=gil, body="One more thing")
    throw_letter_away(written.pair, by=gil)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("why", ["rest", "flag", "at once", "block", "blocked"])
def test_given_to_nobody(written: Parting, comes: Comes, gil: Member, bruno: Member, why: str) -> None:
    """And whoever wrote reads the same of it, whatever it was."""
    pair = written.pair
    {
        "rest": lambda: let_rest(pair, by=gil, days=0),
        "flag": lambda: raise_concern(pair, by=gil, topic="worry", words="It is too much."),
        "at once": lambda: end(pair, by=gil),
        "block": lambda: block(gil, bruno, known_as="Bruno"),
        "blocked": lambda: block(bruno, gil, known_as="Gil"),
    }[why]()
    comes(written)
    let_days_come()
    part()
    for one in (gil, bruno):
        assert letters_of(one).kept == []
        assert [letter.author for letter in letters_of(one).left] == [one]
    assert not Notification.objects.filter(kind="pair_letter").exists()
    throw_letter_away(pair, by=bruno)
    assert letters_of(bruno).left == []


def test_a_draft_can_be_written_while_the_talk_rests(agreed: Parting, gil: Member, bruno: Member, hana: Member) -> None:
    raise_concern(agreed.pair, by=gil, topic="worry", words="It is too much.")
    save_letter(agreed.pair, by=bruno, body="Take care.")
    with pytest.raises(PermissionDenied):
        save_letter(agreed.pair, by=hana, body="Me too")


def test_a_later_block(written: Parting, comes: Comes, gil: Member, bruno: Member) -> None:
    """Whoever blocks reads the other no more; whoever was blocked sees no difference, for it would tell them."""
    of_gil, _of_bruno = given(written, comes)
    block(gil, bruno, known_as="Bruno")
    assert letters_of(gil).kept == []
    assert letters_of(bruno).kept == [of_gil]


def test_put_away_for_good(written: Parting, comes: Comes, gil: Member, bruno: Member) -> None:
    _of_gil, of_bruno = given(written, comes)
    with pytest.raises(PermissionDenied):
        put_letter_away(of_bruno, by=bruno)
    read_letter(of_bruno, by=gil)
    put_letter_away(of_bruno, by=gil)
    assert letters_of(gil).kept == []
    assert Letter.objects.get(pk=of_bruno.pk).body == ""


def test_its_reader_can_report_it_and_nobody_else(
    written: Parting, comes: Comes, gil: Member, bruno: Member, faye: Member
) -> None:
    letter = kind_of("letter")
    assert letter
    draft = Letter.objects.get(author=bruno)
    assert letter.find(gil, draft.pk) is None
    _of_gil, of_bruno = given(written, comes)
    for one in (bruno, faye):
        assert letter.find(one, of_bruno.pk) is None
    found = letter.find(gil, of_bruno.pk)
    assert found
    assert found.reported_words() == "You did the walking."
    assert found.moderation_facility == written.pair.offer.facility
    found.hide(by=faye)
    assert letters_of(gil).kept == []
