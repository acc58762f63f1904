"""What matters to me: kept as chosen, sealed where it is one's own words, and skippable throughout."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from community.members.models import Member, Profile
from mentorship.profiles.actions import say
from mentorship.profiles.hours import masks, offset
from mentorship.profiles.models import Matters
from mentorship.profiles.vocabulary import AROUND, GENDERS, LANGUAGES, LIFE, LIVED, PATHWAYS, WAYS

ADDRESS = "/mentoring/matters/"


def test_what_is_not_asked_is_not_stored(alba: Member) -> None:
    with pytest.raises(TypeError):
        say(alba, looking_since=None)


def test_what_is_not_said_stays(alba: Member) -> None:
    say(alba, lived=3, looking=True)
    since = Matters.objects.get(pk=alba.pk).looking_since
    say(alba, life=1, looking=True)
    kept = Matters.objects.get(pk=alba.pk)
    assert (kept.lived, kept.life, kept.looking_since) == (3, 1, since)
    assert say(alba, looking=False).looking_since is None


def test_ones_own_words_are_sealed(alba: Member) -> None:
    say(alba, own_words="I do not sleep well.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT own_words FROM mentorship_matters WHERE member_id = %s", [alba.pk])
        [stored] = cursor.fetchone()
    assert "sleep" not in stored
    assert Matters.objects.get(pk=alba.pk).own_words == "I do not sleep well."


def test_a_weight_is_one_of_three(alba: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        say(alba, weigh_lived=2)


def test_bits_of_words_never_change() -> None:
    """Stored numbers stand for these words for good: a new word takes a new bit."""
    assert {word.code: word.bit for word in LIVED.words} == {
        "alcohol": 0,
        "opioids": 1,
        "pills": 2,
        "cocaine": 3,
        "meth": 4,
        "cannabis": 5,
        "benzos": 6,
        "nicotine": 7,
        "gambling": 8,
        "food": 9,
        "screens": 10,
        "sex": 11,
        "other": 12,
    }
    assert [word.code for word in sorted(PATHWAYS.words, key=lambda word: word.bit)] == (
        ["twelve_step", "smart", "secular", "faith", "medication", "therapy", "harm_reduction", "mindfulness", "own"]
    )
    assert [word.code for word in sorted(WAYS.words, key=lambda word: word.bit)] == (
        ["listens", "direct", "practical", "humour", "writes", "calls", "often", "weekly"]
    )
    assert [word.code for word in sorted(AROUND.words, key=lambda word: word.bit)] == [
        choice for choice, _label in Profile.Around.choices
    ]
    assert [word.code for word in GENDERS.words] == ["woman", "man", "nonbinary"]
    assert all(word.bit < 63 for words in (LIVED, PATHWAYS, LIFE, WAYS, LANGUAGES) for word in words.words)


def test_hours_are_the_same_hours_in_two_zones() -> None:
    """Noon to six in Madrid is six to noon in New York."""
    madrid, _weekend = masks(AROUND.bits(["afternoons"]), "Europe/Madrid")
    new_york, _weekend = masks(AROUND.bits(["mornings"]), "America/New_York")
    assert madrid == new_york
    assert offset("America/New_York") == -5
    assert offset("Nowhere/Land") == 0


def test_weekends_are_weekends_only() -> None:
    week, weekend = masks(AROUND.bits(["weekends"]), "UTC")
    assert (week, weekend.bit_count()) == (0, 14)


def test_nobody_is_asked_twice(client: Client, alba: Member) -> None:
    """What the profile knows already is there to begin with."""
    Profile.objects.update_or_create(member=alba, defaults={"languages": ["es", "xx"], "around": ["evenings"]})
    client.force_login(alba)
    form = client.get(ADDRESS).context["form"]
    assert form.initial["languages"] == ["es"]
    assert form.initial["around"] == ["evenings"]
    assert form.initial["looking"] is True


def post(client: Client, **said: Any) -> Any:
    return client.post(ADDRESS, said)


def test_every_question_may_be_skipped(client: Client, alba: Member) -> None:
    client.force_login(alba)
    assert post(client)["Location"] == reverse("mentorship:mine")
    kept = Matters.objects.get(pk=alba.pk)
    assert not kept.says_something
    assert kept.looking_since is None


def test_what_was_chosen_is_there_next_time(client: Client, alba: Member) -> None:
    client.force_login(alba)
    said = {
        "looking": "on",
        "lived": ["alcohol", "pills"],
        "weigh_lived": "0",
        "unwanted": ["pathways:faith", "ways:direct"],
        "gender": "woman",
        "genders_wanted": ["woman"],
        "languages": ["es"],
        "around": ["nights"],
        "own_words": "Slowly.",
    }
    post(client, **said)
    initial = client.get(ADDRESS).context["form"].initial
    assert {name: initial[name] for name in said if name not in ("looking", "weigh_lived")} == {
        name: words for name, words in said.items() if name not in ("looking", "weigh_lived")
    }
    assert (initial["looking"], initial["weigh_lived"]) == (True, 0)
    kept = Matters.objects.get(pk=alba.pk)
    assert kept.unwanted_pathways == PATHWAYS.bits(["faith"])
    assert kept.unwanted_ways == WAYS.bits(["direct"])
    assert kept.languages == LANGUAGES.bits(["es"])
    assert kept.life == LIFE.bits([])


def test_mine_and_unwanted_at_once_is_asked_again(client: Client, alba: Member) -> None:
    client.force_login(alba)
    response = post(client, pathways=["faith"], unwanted=["pathways:faith"], own_words="Kept")
    page = response.content.decode()
    assert response.status_code == 422
    assert "You chose “Faith” above as yours." in page
    assert "Kept" in page
    assert not Matters.objects.exists()


def test_a_strange_answer_is_refused_kindly(client: Client, alba: Member) -> None:
    client.force_login(alba)
    assert post(client, lived=["everything"]).status_code == 422
