"""Looking again: the engine compares what it believes with the database, and mends what differs.

It does so now and then, more often while other processes cannot be heard, and when it may have missed something.
"""

from functools import partial
from typing import TYPE_CHECKING

from community.conversations import reading
from community.kit.live_line import SIGN_IN, Line

if TYPE_CHECKING:
    from community.conversations.engine import Engine

PORTION = 500


async def look(engine: "Engine") -> None:
    """Compare everything."""
    await _who_is_where(engine)
    await _what_was_said(engine)
    await engine.floors.look_again()
    await _who_may_hear(engine)
    await engine.waiting.look()
    await whose_session_holds(engine, [line for mine in engine.hub.lines.values() for line in mine])


async def _who_is_where(engine: "Engine") -> None:
    others = engine.hub.others()
    for room in list(engine.rooms.values()):
        if engine.presences[room.id].forget_all_but(others):
            engine.people_changed(room)
        if others:
            engine.tell_others_who(room)


async def _what_was_said(engine: "Engine") -> None:
    ids = list(engine.rooms)
    if ids:
        heads = await engine.questions.ask(partial(reading.heads, conversation_ids=ids))
        for conversation_id, (last, revision) in heads.items():
            if room := engine.rooms.get(conversation_id):
                room.is_at(last, revision)


async def _who_may_hear(engine: "Engine") -> None:
    watching = [(line, room.id) for room in engine.rooms.values() for line in room.lines]
    for start in range(0, len(watching), PORTION):
        some = watching[start : start + PORTION]
        known = [line.news_told for line, _ in some]
        asked = [(conversation_id, line.member_id) for line, conversation_id in some]
        answers = await engine.questions.ask(partial(reading.entitled, asked=asked))
        for (line, conversation_id), told, answer in zip(some, known, answers, strict=True):
            if answer is None and conversation_id in line.topics:
                engine.close(line, conversation_id, "left")
            elif answer is not None and line.news_told == told:  # what was told since is newer than the answer
                engine.spare(line, answer.blocked, answer.blocked_by)
                engine.take_place(line, conversation_id, answer.place)


async def whose_session_holds(engine: "Engine", lines: list[Line]) -> None:
    """Close those lines whose session no longer lets them in."""
    for start in range(0, len(lines), PORTION):
        some = lines[start : start + PORTION]
        sessions = [(line.session_key, line.member_id, line.auth) for line in some]
        answers = await engine.questions.ask(partial(reading.still_in, sessions=sessions))
        for line, still in zip(some, answers, strict=True):
            if not still:
                line.shut(SIGN_IN)
