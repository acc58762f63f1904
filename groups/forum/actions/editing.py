from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.forum import naming
from groups.forum.actions.telling import ring_for_news
from groups.forum.actions.writing import require_title, require_words, tidy_notes, tidy_tags, writer
from groups.forum.models import EarlierWords, Post, Thread, Words
from groups.forum.policies import may_change


@transaction.atomic
def edit(
    words: Words,
    *,
    by: Member,
    body: str,
    notes: Iterable[str] | None = None,
    title: str = "",
    tags: Iterable[str] | None = None,
    mode: str = "",
) -> bool:
    """Say one's own words better; what they said before is kept for oneself and for those who keep the room.

    ``title``, ``tags`` and ``mode`` belong to first words; what is left out stays as it is. Other notes, tags or
    another way of answering leave no earlier words. False: nothing changed. Raises ``PermissionDenied`` for anybody
    else, and ``Refused`` where the words are gone, the discussion is closed, or it wishes for no words any more.
    """
    thread, held = _hold(words)
    author = writer(thread.group, by)
    require(held.author_id == author.pk)
    if not may_change(held, thread, author):
        raise Refused("closed", _("These words can no longer be changed. You can take them back."))
    before = {name: getattr(held, name) for name in ("body", "notes", "title", "tags", "mode") if hasattr(held, name)}
    held.body = require_words(body)
    if notes is not None:
        held.notes = tidy_notes(notes)
    if isinstance(held, Thread):
        held.title = require_title(title) if title else held.title
        held.tags = tidy_tags(tags) if tags is not None else held.tags
        if mode and mode not in Thread.Mode.values:
            raise Refused("mode", _("Please choose how you wish to be answered."), field="mode")
        held.mode = mode or held.mode
    changed = [name for name, was in before.items() if getattr(held, name) != was]
    if not changed:
        return False
    if "body" in changed or "title" in changed:
        _keep_earlier(held, thread, before)
        written = naming.write(author, held.body)
        held.html, held.edited_at = written.html, timezone.now()
        changed += ["html", "edited_at"]
        if naming.note_named(held, written.mentions):
            after_commit(ring_for_news)
    held.save(update_fields=changed)
    for name in changed:
        setattr(words, name, getattr(held, name))
    return True


def _hold(words: Words) -> tuple[Thread, Words]:
    """The thread and the words as they are now, held until the commit."""
    if isinstance(words, Post):
        held = Post.objects.select_for_update(of=("self",)).select_related("thread__group", "author").get(pk=words.pk)
        return held.thread, held
    thread = Thread.objects.select_for_update(of=("self",)).select_related("group", "author").get(pk=words.pk)
    return thread, thread


def _keep_earlier(held: Words, thread: Thread, before: dict[str, str]) -> None:
    EarlierWords.objects.create(
        thread=thread,
        post=held.its_post,
        title=before.get("title", ""),
        body=before["body"],
        written_at=held.edited_at or held.created_at,
    )
