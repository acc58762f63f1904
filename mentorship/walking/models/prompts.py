from django.db import models
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class PromptAnswer(Timestamped):
    """What one of the two answered to a shared question; the other reads it once they have answered too."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    #: Which question: a key of ``prompts.PROMPTS``.
    prompt = models.CharField(max_length=20)
    words = SealedTextField(_("answer"), max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "member", "prompt"], name="prompt_answered_once")]

    def __str__(self) -> str:
        return f"answer to {self.prompt} {self.pk}"
