from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking import notifications
from mentorship.walking.holding import hold
from mentorship.walking.models import PromptAnswer
from mentorship.walking.prompts import asked_until

#: How long an answer is, in letters.
LETTERS = 1_000


@transaction.atomic
def answer_prompt(pair: Pair, *, by: Member, prompt: str, words: str) -> PromptAnswer:
    """Answer a shared question; the other reads it once they have answered too.

    The same words may be changed until then. Raises ``Refused``: ``unknown`` (no question, or not of a week that has
    begun), ``empty``, ``too_long``, ``read`` (both have answered), or as ``hold`` does.
    """
    pair = hold(pair, by)
    if prompt not in {one.key for one in asked_until(pair.created_at, timezone.now())}:
        raise Refused("unknown", _("This question is not asked just now."))
    words = words.strip()
    if not words:
        raise Refused("empty", _("This is still empty."), field="words")
    if len(words) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="words")
    answers = {one.member_id: one for one in PromptAnswer.objects.filter(pair=pair, prompt=prompt)}
    if len(answers) == 2:
        raise Refused("read", _("Both of you have read this already."))
    mine = answers.get(by.pk) or PromptAnswer(pair=pair, member=by, prompt=prompt)
    is_new = mine.pk is None
    mine.words = words
    mine.save()
    if is_new:
        notifications.tell_answered(pair, pair.other(by), both=bool(answers))
    return mine
