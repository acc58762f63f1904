"""The writer: stores what comes from sockets, one statement for all that came while the last one ran."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import psycopg2
import structlog
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.utils.translation import gettext as _

from community.conversations import mentions
from community.conversations.actions.post import why_not
from community.conversations.actions.tell_mentions import ring_for_mentions
from community.conversations.live import said
from community.conversations.storing import PREPARE, Draft, Stored, store
from community.kit.gate import Refused
from community.kit.live_gather import Gatherer, OwnConnection
from community.kit.live_line import Line

log = structlog.get_logger(__name__)

#: How long a lost database is waited for before people are told that their words are not stored yet.
PATIENCE_SECONDS = 8.0
#: How long one conversation that another transaction holds may keep the others waiting.
MOMENT_SECONDS = 0.25


class Post(NamedTuple):
    """Words from a line, waiting to be stored."""

    line: Line
    conversation_id: int
    client_id: UUID
    body: str
    reply_to_id: int | None


class Answer(NamedTuple):
    """What became of a post: stored, or refused with a code and words for its author."""

    post: Post
    stored: Stored | None
    code: str = ""
    reason: str = ""
    #: Participants named in it.
    mentions: tuple[int, ...] = ()


Answered = TypeVar("Answered")
News = dict[int, list[tuple[int, int, str]]]


class Writer:
    """Answers come in portions, with the news to tell, called from a writer's thread.

    One thread stores for everybody. Where a conversation is held by another transaction for longer than a moment, its
    posts go to a second thread, which may wait, so that the other conversations need not.
    """

    def __init__(self, answer: Callable[[list[Answer], News], None]) -> None:
        self._answer = answer
        self._patient: Gatherer[Post] = Gatherer(
            "live-writer-2", partial(self._write, held=self._give_up), _waiting(PATIENCE_SECONDS)
        )
        self._quick: Gatherer[Post] = Gatherer(
            "live-writer", partial(self._write, held=self._hand_over), _waiting(MOMENT_SECONDS)
        )

    def put(self, post: Post) -> None:
        """Store this with the next portion."""
        self._quick.put(post)

    def _write(self, own: OwnConnection, posts: list[Post], held: Callable[[list[Post]], None]) -> None:
        posts = [post for post in posts if not post.line.cut]
        if not posts:
            return
        try:
            self._store_and_tell(own, posts)
        except psycopg2.errors.LockNotAvailable:
            self._apart(own, posts, held)
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            self._give_up(posts)
        except psycopg2.Error:
            self._one_by_one(own, posts)

    def _apart(self, own: OwnConnection, posts: list[Post], held: Callable[[list[Post]], None]) -> None:
        """Each conversation for itself: one that is held shall not cost the others theirs."""
        conversations: dict[int, list[Post]] = {}
        for post in posts:
            conversations.setdefault(post.conversation_id, []).append(post)
        for some in conversations.values():
            try:
                self._store_and_tell(own, some)
            except psycopg2.errors.LockNotAvailable:
                held(some)
            except psycopg2.Error:
                self._one_by_one(own, some)

    def _one_by_one(self, own: OwnConnection, posts: list[Post]) -> None:
        """One that cannot be stored shall not cost the others theirs."""
        for post in posts:
            try:
                self._store_and_tell(own, [post])
            except psycopg2.Error as error:
                log.warning("live.not_stored", error=type(error).__name__)
                self._give_up([post])

    def _hand_over(self, posts: list[Post]) -> None:
        for post in posts:
            self._patient.put(post)

    def _give_up(self, posts: list[Post]) -> None:
        reason = _("That could not be saved just now. It is still with you: please send it again in a moment.")
        self._answer([Answer(post, None, "later", reason) for post in posts], {})

    def _store_and_tell(self, own: OwnConnection, posts: list[Post]) -> None:
        drafts, _tries = self._patiently(own, partial(drafts_of, posts))
        stored, tries = self._patiently(own, partial(store, drafts=drafts, prepared=True))
        self._tell(posts, drafts, stored, tries)
        if any(draft.mentions for draft in drafts):
            ring_for_mentions()

    def _patiently(self, own: OwnConnection, work: Callable[[Any], Answered]) -> tuple[Answered, int]:
        """Do it, through a restart of the server too, and say at which try: marks make a second one harmless."""
        until = time.monotonic() + PATIENCE_SECONDS
        tries = 0
        while True:
            tries += 1
            try:
                with own.get().cursor() as cursor:
                    return work(cursor), tries
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                if isinstance(error, psycopg2.errors.LockNotAvailable) or time.monotonic() > until:
                    raise
                log.warning("live.database_lost", error=type(error).__name__)
                own.drop()
                time.sleep(min(0.1 * tries, 1.0))

    def _tell(self, posts: list[Post], drafts: list[Draft], stored: list[Stored | None], tries: int) -> None:
        # After a second try nobody knows whether the first was told: tell again, the order makes it harmless.
        pairs: list[Any] = [
            (draft, one._replace(again=False) if tries > 1 else one)
            for draft, one in zip(drafts, stored, strict=True)
            if one is not None
        ]
        answers = [
            Answer(post, one, mentions=draft.mentions) if one is not None else self._refused(post)
            for post, draft, one in zip(posts, drafts, stored, strict=True)
        ]
        self._answer(answers, said(pairs))

    def _refused(self, post: Post) -> Answer:
        try:
            why = why_not(post.conversation_id, post.line.member_id)
        except Exception as error:
            log.warning("live.reason_unknown", error=type(error).__name__)
            why = Refused("later", _("That did not go through. Please send it once more."))
        finally:
            close_old_connections()
        if isinstance(why, PermissionDenied):
            return Answer(post, None, "not_yours", str(why))
        return Answer(post, None, why.code, str(why.reason))


def drafts_of(posts: Sequence[Post], cursor: Any) -> list[Draft]:
    """Return the posts ready to be stored. One query for all in which somebody may be named; none where none is."""
    naming = dict.fromkeys(
        (post.conversation_id, post.line.member_id) for post in posts if mentions.names_somebody(post.body)
    )
    present = dict(zip(naming, mentions.people(cursor, list(naming), prepared=True), strict=True)) if naming else {}
    drafts = []
    for post in posts:
        words = mentions.written(post.body, present.get((post.conversation_id, post.line.member_id), ()))
        drafts.append(
            Draft(
                post.conversation_id,
                post.line.member_id,
                post.client_id,
                post.body,
                words.html,
                post.reply_to_id,
                words.mentions,
            )
        )
    return drafts


def _waiting(seconds: float) -> str:
    """Return what a writer's connection begins with: how long it waits for a lock, and the statements it knows."""
    return f"SET lock_timeout = {int(seconds * 1000)};\n{PREPARE}\n{mentions.PREPARE}"
