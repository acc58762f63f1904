from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.words import to_html
from community.members.models import Member
from groups.forum.actions.writing import require_words, writer
from groups.forum.models import Post, Thread


@transaction.atomic
def reply(thread: Thread, *, by: Member, body: str, client_id: UUID | None = None) -> Post:
    """Answer in a discussion. The same ``client_id`` again gives the same post.

    The thread's row is locked while the post takes its number, so that two replies at once stand in one
    order and the row's count is theirs. Raises as ``start_thread`` does, and ``Refused`` where the discussion was
    taken out meanwhile.
    """
    author = writer(thread.group, by)
    client_id = client_id or uuid4()
    words = require_words(body)
    row = Thread.objects.select_for_update().only("pk", "reply_count", "hidden_at").get(pk=thread.pk)
    known = Post.objects.filter(author=author, client_id=client_id).first()
    if known is not None:
        return known
    if row.is_hidden:
        raise Refused("taken_out", _("The people who keep this room took this discussion out."))
    post = Post.objects.create(
        thread=thread,
        number=row.reply_count + 1,
        author=author,
        client_id=client_id,
        body=words,
        html=to_html(words),
        created_at=timezone.now(),
    )
    Thread.objects.filter(pk=thread.pk).update(
        reply_count=post.number, last_post_at=post.created_at, last_post_by=author
    )
    return post
