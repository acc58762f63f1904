from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.models import Member
from groups.forum import naming
from groups.forum.actions.placing import take_place
from groups.forum.actions.telling import ring_for_news
from groups.forum.actions.writing import require_title, require_words, tidy_notes, tidy_tags, writer
from groups.forum.models import Thread
from groups.roster.models import Group


@transaction.atomic
def start_thread(
    group: Group,
    *,
    by: Member,
    title: str,
    body: str,
    mode: str = Thread.Mode.OPEN,
    tags: Iterable[str] = (),
    notes: Iterable[str] = (),
    client_id: UUID | None = None,
) -> Thread:
    """Begin a discussion; ``mode`` says how one wishes to be answered. Its author follows it.

    The same words under the same ``client_id`` are one thread, other words under it another. Raises
    ``PermissionDenied`` for outsiders, ``Refused`` for the quieted, an empty title or empty words, and where there are
    too many tags.
    """
    author = writer(group, by)
    client_id = client_id or uuid4()
    known = Thread.objects.filter(author=author, client_id=client_id).first()
    if known is not None:
        if known.edited_at or (known.title, known.body) == (" ".join(title.split()), body.strip()):
            return known
        other = uuid5(client_id, f"{title} {body.strip()}")
        return start_thread(group, by=by, title=title, body=body, mode=mode, tags=tags, notes=notes, client_id=other)
    if mode not in Thread.Mode.values:
        raise Refused("mode", _("Please choose how you wish to be answered."), field="mode")
    title, words = require_title(title), require_words(body)
    written = naming.write(author, words)
    now = timezone.now()
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                group=group,
                author=author,
                client_id=client_id,
                title=title,
                body=words,
                html=written.html,
                mode=mode,
                tags=tidy_tags(tags),
                notes=tidy_notes(notes),
                created_at=now,
                last_post_at=now,
                last_post_by=author,
            )
    except IntegrityError:  # the same click, twice at once: the other one stored it
        return Thread.objects.get(author=author, client_id=client_id)
    take_place(thread, author, written.mentions)
    if written.mentions:
        after_commit(ring_for_news)
    return thread
