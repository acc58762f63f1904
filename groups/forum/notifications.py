"""Who is told of answers in what they follow, and of being named. What is mailed says nothing of it."""

from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.forum.models import Mention, Post, Thread, ThreadVisit, Words
from groups.roster.models import Membership

#: Who is here soon reads it here: no mail is owed before.
MAIL_AFTER = timedelta(minutes=10)

ANSWER = register(
    Kind("discussion_answer", gettext_lazy("New answers in a discussion you follow"), icon="messages-square")
)


def _still_unread(notice: Notification) -> bool:
    """Whether words in which they are named still stand, and they have not read so far."""
    thread = int(notice.subject.removeprefix("thread:"))
    named = Mention.objects.filter(
        Q(post=None) | Q(post__hidden_at=None),
        thread=thread,
        thread__hidden_at=None,
        membership__member=notice.member_id,
        membership__ended_at=None,
    )
    visit = ThreadVisit.objects.filter(thread=thread, membership__member=notice.member_id).first()
    if visit is None:
        return named.exists()
    return named.annotate(place=Coalesce(F("post__number"), 0)).filter(place__gt=visit.read_to).exists()


NAMED = register(
    Kind(
        "discussion_named",
        gettext_lazy("Someone mentioned you in a discussion"),
        email=True,
        icon="at-sign",
        still_holds=_still_unread,
    )
)


def subject_of(thread: Thread) -> str:
    """All that happens in one discussion gathers in one notice."""
    return f"thread:{thread.pk}"


def tell_answer(post: Post, reader: Member) -> None:
    """Somebody they follow the discussion with has answered. A folded discussion is told of without its title."""
    thread = post.thread
    with override(reader.language):
        if thread.notes:
            text = _("%(name)s answered in a discussion you follow. It contains: %(notes)s.")
        else:
            text = _("%(name)s answered in “%(title)s”.")
        text %= {"name": post.author.name, "title": thread.title, "notes": ", ".join(thread.note_words)}
    notify(
        reader,
        ANSWER,
        subject=subject_of(thread),
        text=text,
        url=post.get_absolute_url(),
        about=post.author.member,
    )


def tell_witnessed(thread: Thread, witness: Membership) -> None:
    """Whoever asked only to be witnessed learns that somebody was here."""
    reader = thread.author.member
    with override(reader.language):
        text = _("%(name)s was here, where you asked to be witnessed.") % {"name": witness.name}
    notify(
        reader,
        ANSWER,
        subject=subject_of(thread),
        text=text,
        url=thread.get_absolute_url(),
        about=witness.member,
    )


def tell_named(words: Words, thread: Thread, reader: Membership) -> None:
    """They were named in these words."""
    with override(reader.member.language):
        text = _("%(name)s mentioned you in a discussion in %(group)s.") % {
            "name": words.author_name,
            "group": thread.group.name,
        }
    notify(
        reader.member,
        NAMED,
        subject=subject_of(thread),
        text=text,
        url=words.get_absolute_url(),
        about=words.author_member,
        email_after=MAIL_AFTER,
    )


def settle_thread(thread: Thread, reader: Member) -> None:
    """They have read it: its notices wait no longer. One statement."""
    settle(reader, ANSWER, NAMED, subject=subject_of(thread))
