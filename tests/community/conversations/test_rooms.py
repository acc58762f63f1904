"""A room: one order, each number once, whatever comes first."""

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.conversations.live import Changed
from community.conversations.rooms import LONGEST_MEMORY, Place, Room, Said
from community.kit.live_frames import Frame, batched, wire
from community.kit.live_line import Line


class Listener(Line):
    def __init__(self, member_id: int = 1) -> None:
        super().__init__(member_id, f"session {member_id}", "")
        self.heard: list[dict] = []

    def hear(self, frame: Frame) -> None:
        came = json.loads(frame.text)
        self.heard.extend(came if isinstance(came, list) else [came])

    @property
    def seqs(self) -> list[int]:
        return [frame["seq"] for frame in self.heard]


def said(seq: int, by: int = 7) -> Said:
    return Said(seq, by, json.dumps({"type": "message", "seq": seq}))


@pytest.fixture
def fetched() -> list[Room]:
    return []


@pytest.fixture
def room(fetched) -> Room:
    return Room(1, 0, 0, fetched.append, fetched.append)


def enter(room: Room, line: Listener) -> Listener:
    room.enter(line, Place(line.member_id, "Somebody", 0))
    return line


def missed(room: Room, since: int, line: Line) -> list[dict]:
    came = [json.loads(frame.text) for frame in room.after(since, line)]
    return [one for part in came for one in (part if isinstance(part, list) else [part])]


async def test_whatever_comes_first_is_heard_in_order():
    for order in permutations(range(1, 6)):
        room = Room(1, 0, 0, lambda room: None, lambda room: None)
        line = enter(room, Listener())
        for seq in order:
            room.say([said(seq)])
        assert line.seqs == [1, 2, 3, 4, 5]
        room._timer and room._timer.cancel()


@given(st.lists(st.lists(st.integers(1, 12), max_size=5), max_size=12))
def test_nothing_comes_twice_or_out_of_order(batches):
    room = Room(1, 0, 0, lambda room: None, lambda room: None)
    room._timer = True  # type: ignore[assignment] - nobody waits here
    line = enter(room, Listener())
    for batch in batches:
        room.say(map(said, batch))
    assert line.seqs == list(range(1, len(line.seqs) + 1))
    known = {seq for batch in batches for seq in batch}
    assert room.last == next(n for n in range(13) if n + 1 not in known)


async def test_a_gap_is_fetched_after_a_moment(room, fetched):
    import asyncio

    room.say([said(2)])
    assert fetched == []
    await asyncio.sleep(0.15)
    assert fetched == [room]
    room.say([said(1)])
    assert room.last == 2


async def test_who_enters_hears_from_there_on(room):
    room.say([said(1)])
    line = enter(room, Listener())
    room.say([said(2)])
    assert line.seqs == [2]
    assert [one["seq"] for one in missed(room, 0, line)] == [1, 2]
    room.leave(line)
    room.say([said(3)])
    assert line.seqs == [2]


async def test_one_frame_serves_everyone_and_a_block_makes_its_own(room):
    frames: dict[int, set[int]] = {}

    class Keeping(Listener):
        def hear(self, frame: Frame) -> None:
            frames.setdefault(self.member_id, set()).add(id(frame))
            super().hear(frame)

    lines = [enter(room, Keeping(n)) for n in (1, 2)]
    careful = enter(room, Listener(3))
    careful.blocked = frozenset({9})
    room.sort(careful)
    room.say([said(1, by=9), said(2, by=7)])
    assert frames[1] == frames[2]
    assert [frame["type"] for frame in careful.heard] == ["removed", "message"]
    assert careful.seqs == [1, 2]
    room.tell(Frame('{"type":"typing"}'), about=9)
    assert [line.heard[-1]["type"] for line in lines] == ["typing", "typing"]
    assert careful.heard[-1]["type"] == "message"
    careful.blocked = frozenset()
    room.sort(careful)
    room.say([said(3, by=9)])
    assert careful.heard[-1] == {"type": "message", "seq": 3}


async def test_memory_is_bounded_and_knows_its_reach(room):
    room.say([said(seq) for seq in range(1, LONGEST_MEMORY + 101)])
    assert len(room.memory) == LONGEST_MEMORY
    assert room.covers(100)
    assert not room.covers(99)
    assert room.covers(10_000)
    room.remember([said(100), said(99), said(97)])
    assert room.covers(98)
    assert not room.covers(97)


async def test_a_removed_message_leaves_the_memory(room):
    line = enter(room, Listener())
    room.say([said(1)])
    room.change(Changed(1, 1, 0, {"type": "removed", "conversation": 1, "seq": 1}))
    assert line.heard[-1]["type"] == "removed"
    assert [one["type"] for one in missed(room, 0, line)] == ["removed"]
    room.change(Changed(1, 2, 7, {"type": "changed", "seq": 1, "body": "again"}))
    assert [one["type"] for one in missed(room, 0, line)] == ["message"]


@pytest.mark.parametrize("early", [True, False])
async def test_words_removed_before_they_came_are_never_heard(room, early):
    line = enter(room, Listener())
    if early:
        room.say([said(2)])
    room.change(Changed(2, 1, 0, {"type": "removed", "conversation": 1, "seq": 2}))
    room.say([said(1), said(2)])
    assert [(one["type"], one["seq"]) for one in line.heard] == [("message", 1), ("removed", 2)]
    assert [one["type"] for one in missed(room, 0, line)] == ["message", "removed"]


async def test_what_was_told_is_not_told_again_and_a_missing_change_is_fetched(room, fetched):
    line = enter(room, Listener())
    room.say([said(1)])
    first, third = (Changed(1, n, 7, {"type": "changed", "seq": 1, "body": str(n), "revision": n}) for n in (1, 3))
    room.change(first)
    room.change(first)
    room.change(third)
    assert [one["revision"] for one in line.heard if one["type"] == "changed"] == [1, 3]
    assert fetched == [room]
    room.catch_up([Changed(1, 3, 7, {"type": "changed", "seq": 1, "body": "3", "revision": 3})])
    assert room.revision == 3


async def test_a_sign_counts_for_nobody_who_blocks_its_giver(room):
    careful, plain = Listener(), Listener()
    careful.blocked = frozenset({8})
    enter(room, careful)
    enter(room, plain)
    room.say([said(1)])
    frame = {"type": "reacted", "seq": 1, "reactions": {"with_you": 2}}
    room.change(Changed(1, 1, 9, frame, {"with_you": [8, 9]}))
    room.change(Changed(1, 2, 8, frame | {"reactions": {"with_you": 3}}, {"with_you": [8, 9, 10]}))
    assert [one["reactions"] for one in careful.heard if one["type"] == "reacted"] == [{"with_you": 1}]
    assert [one["reactions"]["with_you"] for one in plain.heard if one["type"] == "reacted"] == [2, 3]


async def test_who_comes_back_is_not_told_numbers_that_count_whom_they_block(room):
    careful = Listener()
    careful.blocked = frozenset({8})
    room.say([said(1)])
    frame = {"type": "changed", "seq": 1, "body": "better", "reactions": {"with_you": 2}, "revision": 1}
    room.change(Changed(1, 1, 9, frame, {"with_you": [8, 9]}))
    [again] = missed(room, 0, careful)
    assert (again["type"], again["body"]) == ("message", "better")
    assert "reactions" not in again


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 200_000])
def test_a_frame_on_the_wire_is_as_the_standard_has_it(size):
    from websockets.frames import Frame as StandardFrame
    from websockets.frames import Opcode

    text = "x" * size
    assert wire(text) == StandardFrame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_a_batch_is_an_array_in_parts_that_clients_take():
    texts = [json.dumps({"n": n, "x": "y" * 1000}) for n in range(1000)]
    frames = batched(texts)
    assert len(frames) > 1
    assert max(len(frame.wire) for frame in frames) < 1024 * 1024
    assert [one["n"] for frame in frames for one in json.loads(frame.text)] == list(range(1000))
    assert batched(texts[:1])[0].text == texts[0]
