"""Answering a prompt of the day, in a line or two."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from groups.daily.models import Daily, DailyLine, Prompt
from groups.forum.actions import reply, unfollow
from groups.forum.models import ThreadVisit

#: A line is short; what is longer has its place in the thread.
LONGEST = 600
#: How long a thread takes lines where no next one was opened.
OPEN_FOR = timedelta(hours=36)


@transaction.atomic
def say_line(daily: Daily, *, by: Member, prompt: str, body: str, client_id: UUID | None = None) -> DailyLine:
    """Answer one prompt: a post in the day's thread that knows what it answers. The same ``client_id`` is once.

    Raises as ``forum.actions.reply`` does, and ``Refused`` for an unknown prompt, for more than ``LONGEST`` letters,
    and where the next day has begun.
    """
    if prompt not in Prompt.values:
        raise Refused("prompt", _("Please choose what you want to say."), field="prompt")
    if len(body.strip()) > LONGEST:
        raise Refused(
            "long", _("That is long for a line. Keep it short here, or write it in the thread."), field="body"
        )
    if not is_open(daily):
        raise Refused("over", _("A new day has begun meanwhile. Your words are still here; today's page takes them."))
    follows = ThreadVisit.objects.filter(thread=daily.thread, membership__member=by, followed_at__isnull=False).exists()
    post = reply(daily.thread, by=by, body=body, client_id=client_id)
    if not follows:
        unfollow(daily.thread, by=by)  # a line asks for no bell at each other line
    line, _is_new = DailyLine.objects.get_or_create(post=post, defaults={"daily": daily, "prompt": prompt})
    return line


def is_open(daily: Daily) -> bool:
    """Whether it is the group's newest, and not of long ago."""
    newer = Daily.objects.filter(group=daily.group_id, day__gt=daily.day).exists()
    return not newer and daily.created_at > timezone.now() - OPEN_FOR
