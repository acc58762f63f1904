from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.models import Member
from groups.forum import naming, presence
from groups.forum.actions.placing import take_place
from groups.forum.actions.telling import ring_for_news
from groups.forum.actions.writing import require_words, tidy_notes, writer
from groups.forum.models import Post, Thread
from groups.forum.policies import answers
from groups.roster.models import Membership


def reply(
    thread: Thread,
    *,
    by: Member,
    body: str = "",
    kind: str = "",
    said: Iterable[str] = (),
    quotes: int | None = None,
    notes: Iterable[str] = (),
    client_id: UUID | None = None,
) -> Post:
    """Answer in a discussion, as its author wishes to be answered.

    The same words under the same ``client_id`` are one post; other words under it, as after going back in the browser,
    are another.

    ``kind`` is one of ``policies.answers``, the first of them where it is empty. Being there (``PRESENCE``) is ``said``
    in sentences of ``presence``, everything else in ``body``. ``quotes`` is the number of what it answers, 0 for the
    first words.

    The thread's row is locked while the post takes its number, so that two replies at once stand in one order and the
    row's count is theirs. Raises as ``start_thread`` does, and ``Refused`` where the discussion was taken out
    (``taken_out``) or closed (``locked``) meanwhile, or wishes for another kind of answer (``mode``).
    """
    client_id, said = client_id or uuid4(), tuple(said)
    try:
        return _store(thread, by, body, kind, said, quotes, notes, client_id)
    except IntegrityError:  # sent before: that one stands
        known = Post.objects.filter(author__member=by, client_id=client_id).first()
        if known is None:
            raise
    if known.thread_id == thread.pk and (known.edited_at or known.body == (body.strip() or presence.said(said))):
        known.thread = thread
        return known
    other = uuid5(client_id, f"{thread.pk} {body.strip()} {said}")
    return reply(thread, by=by, body=body, kind=kind, said=said, quotes=quotes, notes=notes, client_id=other)


@transaction.atomic
def _store(
    thread: Thread,
    by: Member,
    body: str,
    kind: str,
    said: Iterable[str],
    quotes: int | None,
    notes: Iterable[str],
    client_id: UUID,
) -> Post:
    author = writer(thread.group, by)
    row = (
        Thread.objects.select_for_update()
        .only("author_id", "mode", "reply_count", "hidden_at", "locked_at", "lock_reason")
        .get(pk=thread.pk)
    )
    wanted = _require_wished(row, author, kind)
    words = _presence(said) if wanted == Post.Kind.PRESENCE else require_words(body)
    written = naming.write(author, words)
    post = Post.objects.create(
        thread=thread,
        number=row.reply_count + 1,
        author=author,
        client_id=client_id,
        body=words,
        html=written.html,
        kind=wanted,
        quotes=quotes if quotes is not None and 0 <= quotes <= row.reply_count else None,
        notes=tidy_notes(notes),
        created_at=timezone.now(),
    )
    Thread.objects.filter(pk=thread.pk).update(
        reply_count=post.number, last_post_at=post.created_at, last_post_by=author
    )
    take_place(post, author, written.mentions)
    after_commit(ring_for_news)
    return post


def _require_wished(row: Thread, author: Membership, kind: str) -> Post.Kind:
    """The kind of answer; ``Refused`` where it is not what the discussion wishes for."""
    if row.is_hidden:
        raise Refused("taken_out", _("This discussion was taken out meanwhile."))
    if row.locked_at is not None:
        raise Refused("locked", _("This discussion is closed. You can read it, and begin another one."))
    wished = answers(row, author)
    if not wished:
        raise Refused("mode", _("Its author asks for no words, just to be witnessed. A sign says that you were here."))
    if not kind:
        return wished[0]
    if kind not in wished:
        raise Refused("mode", _("Its author wishes for another kind of answer. Please look again at what fits."))
    return Post.Kind(kind)


def _presence(said: Iterable[str]) -> str:
    chosen = [one for one in said if one in presence.SENTENCES]
    if not chosen:
        raise Refused("empty", _("Please choose at least one sentence."), field="said")
    if len(chosen) > presence.MOST:
        raise Refused("many", _("Three sentences are enough. Fewer weigh more."), field="said")
    return presence.said(chosen)
