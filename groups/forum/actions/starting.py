from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.words import to_html
from community.members.models import Member
from groups.forum.actions.writing import require_words, writer
from groups.forum.models import Thread
from groups.roster.models import Group


@transaction.atomic
def start_thread(group: Group, *, by: Member, title: str, body: str, client_id: UUID | None = None) -> Thread:
    """Begin a discussion. The same ``client_id`` again gives the same thread.

    Raises ``PermissionDenied`` for outsiders, ``Refused`` for the quieted, an empty title or empty words.
    """
    author = writer(group, by)
    client_id = client_id or uuid4()
    known = Thread.objects.filter(author=author, client_id=client_id).first()
    if known is not None:
        return known
    title, words = " ".join(title.split()), require_words(body)
    if not title:
        raise Refused("empty", _("A title helps others find it. A few words are enough."), field="title")
    if len(title) > 140:
        raise Refused("long", _("That is a long title. Please keep it under 140 letters."), field="title")
    now = timezone.now()
    try:
        with transaction.atomic():
            return Thread.objects.create(
                group=group,
                author=author,
                client_id=client_id,
                title=title,
                body=words,
                html=to_html(words),
                created_at=now,
                last_post_at=now,
                last_post_by=author,
            )
    except IntegrityError:  # the same click, twice at once: the other one stored it
        return Thread.objects.get(author=author, client_id=client_id)
