"""What the patterns see, and what they let pass."""

import time

import pytest

from community.care.patterns import worry_in

SEEN = [
    "I want to die",
    "honestly i just want to die",
    "i really wish i was dead",
    "I don't see the point of tomorrow",
    "There is no reason to live any more.",
    "i feel suicidal tonight",
    "I'm going to kill myself",
    "I keep thinking about ending it all",
    "my kids would be better off without me",
    "everyone is better off without me",
    "i don\u2019t want to be here anymore",
    "I do not want to wake up tomorrow",
    "I cannot go on like this",
    "i'm about to hurt myself",
    "I started cutting myself again",
    "I wrote a goodbye letter",
    "this is my last night",
    "i think i'm overdosing",
    "i took all my pills",
    "It was a nice day. I want to end my life.",
    "People tell me it gets better, but I have nothing left to live for",
    "hope i don't wake up",
    "they'd be better off without me",
    "I wish I had never been born",
    "I am going to end it all tonight",
    "i'm thinking about ending my life",
]
PASSES = [
    "I used to want to die; three years sober today.",
    "this hangover is killing me",
    "knee is killing me again",
    "I am dying to see you all on Thursday",
    "I want to die of embarrassment",
    "I don't want to die",
    "I did not want to die. I wanted it to stop hurting, and it did.",
    "I never want to kill myself, I want to be clear about that",
    "Two years ago I wanted to end my life.",
    "Back then I felt suicidal. Today I planted beans.",
    "Hard day. My father rang. I am not going to do anything, I just do not want to sit alone with it.",
    "I can't go on holiday this year",
    "Is it normal that the quiet is the hard part",
    "I relapsed yesterday and I feel awful",
    "I took my methadone and the bus came late",
    "Naloxone saved me, carry it",
    "He said I would be better off without him",
    "Slept six hours.",
    "This is my last day at the bakery",
    "the song says i want to die and i cried",
    "I see no point in arguing about it",
    "I want to go home",
    "I don't think they would be better off without me",
    "I stopped hurting myself in March",
    "I'm not suicidal, just tired",
    "I want to end it with him",
    "I'll kill myself if the printer jams again",
    "I need to cut myself some slack",
    "I took too much on this week",
    "I keep hurting myself at football",
    "",
]


@pytest.mark.parametrize("words", SEEN)
def test_a_crisis_is_seen(words):
    assert worry_in(words) is not None


@pytest.mark.parametrize("words", PASSES)
def test_a_life_is_let_be(words):
    found = worry_in(words)
    assert found is None, found.key


def test_each_says_what_it_saw():
    assert str(worry_in("I don't see the point of tomorrow").says) == "sees no point in going on"


def test_the_demo_week_is_calm():
    from config.seeds import rooms

    said = [line[2] for room in rooms.ROOMS for line in room.chat]
    said += [line[2] for room in rooms.ROOMS for talk in room.talks for line in (talk.first, *talk.replies)]
    assert len(said) > 50
    assert [words for words in said if worry_in(words)] == []


def test_long_words_are_read_quickly():
    text = ("i want to be here and i do not want to go anywhere " * 200)[:10_000]
    begun = time.perf_counter()
    worry_in(text)
    assert time.perf_counter() - begun < 0.25
