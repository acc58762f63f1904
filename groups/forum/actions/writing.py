"""What starting, replying and editing ask alike."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from groups.forum.models import Note
from groups.roster.models import Group, Membership, Sanction

LONGEST = 20_000
LONGEST_TITLE = 140
MOST_TAGS = 5
LONGEST_TAG = 24


def writer(group: Group, by: Member) -> Membership:
    """The membership that writes, in one query.

    Raises ``PermissionDenied`` for outsiders, ``Refused`` for those who were asked to be quiet or to step away.
    """
    standing = Sanction.objects.standing().filter(
        membership=OuterRef("pk"), kind__in=(Sanction.Kind.QUIET, Sanction.Kind.AWAY)
    )
    found = Membership.objects.present().filter(group=group, member=by).annotate(is_quiet=Exists(standing)).first()
    if found is None:
        raise PermissionDenied
    if found.is_quiet or found.is_away:
        raise Refused(
            "quiet", _("You were asked to be quiet here for a while. You can read along and ask for support.")
        )
    found.group, found.member = group, by
    return found


def require_words(body: str) -> str:
    """The words, if there are some and not too many; else ``Refused`` on field ``body``."""
    words = body.strip()
    if not words:
        raise Refused("empty", _("There are no words here yet."), field="body")
    if len(words) > LONGEST:
        raise Refused("long", _("That is more than fits in one post. Please send it in two."), field="body")
    return words


def require_title(title: str) -> str:
    """The title on one line; ``Refused`` on field ``title`` where there is none, or too much of it."""
    title = " ".join(title.split())
    if not title:
        raise Refused("empty", _("A title helps others find it. A few words are enough."), field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused("long", _("That is a long title. Please keep it under 140 letters."), field="title")
    return title


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """Tags as slugs, each once; ``Refused`` on field ``tags`` where they are too many or too long."""
    slugs = list(dict.fromkeys(slug for tag in tags if (slug := slugify(tag, allow_unicode=True))))
    if len(slugs) > MOST_TAGS:
        raise Refused("many", _("Five words are enough to find it by."), field="tags")
    if any(len(slug) > LONGEST_TAG for slug in slugs):
        raise Refused("long", _("One of these is long. Short words find more."), field="tags")
    return slugs


def tidy_notes(notes: Iterable[str]) -> list[str]:
    """Content notes that there are, in their order."""
    wanted = set(notes)
    return [note for note in Note.values if note in wanted]
