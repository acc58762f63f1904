"""What can be said where someone wishes to be listened to: sentences that are there, and advise nothing.

Nobody can tell by a rule whether free words are advice. So where a thread asks for listening, answers are made of these
alone, and the promise holds.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "here": _("I am here, and I am listening."),
    "read": _("I read every word."),
    "thanks": _("Thank you for telling us."),
    "heavy": _("That sounds like a lot to carry."),
    "sense": _("It makes sense that you feel this way."),
    "known": _("I know this place too."),
    "glad": _("I am glad that you are here."),
    "time": _("Take all the time you need."),
    "more": _("If you want to say more, I would like to hear it."),
}
#: More at once would be a form filled in.
MOST = 3


def said(chosen: Iterable[str]) -> str:
    """The chosen sentences as words, in the order above; unknown ones are passed over."""
    wanted = set(chosen)
    return " ".join(str(sentence) for key, sentence in SENTENCES.items() if key in wanted)
