"""What can be reported, hidden and restored."""

from django.db import models
from django.utils import timezone

from community.kit.words import excerpt


class Moderatable(models.Model):
    """Abstract base of everything people write to others.

    A child has ``body`` and an ``author`` (a Participant, a Membership or a Member) and may override
    ``moderation_scope`` and friends. Hidden words stay in the database and leave every page but the
    moderators'. Hiding is done through ``community.safety.actions``, which asks the policy and audits.
    """

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        "community.Member", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    def excerpt(self) -> str:
        return excerpt(getattr(self, "body", ""))

    def hide(self, *, by: models.Model) -> bool:
        """Mark hidden; False where it already was."""
        changed = (
            type(self)
            ._default_manager.filter(pk=self.pk, hidden_at=None)
            .update(hidden_at=timezone.now(), hidden_by=by)
        )
        self.refresh_from_db(fields=["hidden_at", "hidden_by"])
        return bool(changed)

    def restore(self) -> bool:
        """Show again; False where it was not hidden."""
        changed = (
            type(self)
            ._default_manager.filter(pk=self.pk)
            .exclude(hidden_at=None)
            .update(hidden_at=None, hidden_by=None)
        )
        self.refresh_from_db(fields=["hidden_at", "hidden_by"])
        return bool(changed)
