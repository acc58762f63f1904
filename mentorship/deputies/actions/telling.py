from datetime import datetime

from django.db.models import Q

from community.conversations.models import Participant
from community.members.models import Member
from community.notifications.actions import settle
from community.notifications.models import Notification
from mentorship.deputies import notifications
from mentorship.deputies.models import DeputyTalk
from mentorship.pairs.actions import telling

#: The scopes of these talks.
OURS = Q(conversation__scope__startswith="pair:", conversation__scope__contains=":deputy:")


def tell_of_words(at: datetime | None = None) -> int:
    """Tell everyone who has not read the other's words for a while, once for all that waits. Returns how many."""
    return telling.tell_of_words(at, of=OURS, tell=_tell)


def look_in(talk: DeputyTalk, *, by: Member) -> None:
    """``by`` has come to the talk's page: what called them there has done its work."""
    settle(by, notifications.DEPUTY_TURNED_TO, notifications.DEPUTY_TALK_ENDED, subject=talk.scope)
    waiting = Notification.objects.filter(
        member=by, kind=notifications.WORDS.key, subject__startswith=f"{talk.scope}:", read_at=None
    )
    for subject in waiting.values_list("subject", flat=True):
        settle(by, notifications.WORDS, subject=subject)


def _tell(place: Participant, author: Participant) -> None:
    pk = int(place.conversation.scope.rpartition(":")[2])
    talk = DeputyTalk.objects.select_related("pair", "deputy__deputy").get(pk=pk)
    notifications.tell_words(talk, place, author)
