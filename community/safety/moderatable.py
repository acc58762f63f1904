"""What can be reported, hidden and restored."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from community.kit.words import excerpt

if TYPE_CHECKING:
    from community.facilities.models import Facility
    from community.members.models import Member


class Moderatable(models.Model):
    """Abstract base of everything people write to others.

    A child has ``body`` and says who wrote it and whose queue it belongs to: ``author_member``,
    ``author_name`` and ``moderation_scope`` are its own; the rest has a default. Hidden words stay in the
    database and leave every page but the moderators'. Hiding is done through ``community.safety.actions``,
    which asks the policy and audits.
    """

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        "community.Member", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The page on which its readers find it."""
        raise NotImplementedError(f"{type(self).__name__}.get_absolute_url")

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def author_member(self) -> "Member":
        """The accountable person behind the words; never shown."""
        raise NotImplementedError(f"{type(self).__name__}.author_member")

    @property
    def author_name(self) -> str:
        """The name its readers know the author by."""
        raise NotImplementedError(f"{type(self).__name__}.author_name")

    @property
    def moderation_scope(self) -> str:
        """Whose moderators look after it, such as ``group:42``."""
        raise NotImplementedError(f"{type(self).__name__}.moderation_scope")

    @property
    def moderation_facility(self) -> "Facility | None":
        """Whose staff look after it, if it belongs to a facility."""
        return None

    def reported_words(self) -> str:
        """What a report keeps of it, whole."""
        return getattr(self, "body", "") or self.excerpt()

    @property
    def picture_address(self) -> str:
        """Where the picture that came with it is found; empty: there is none."""
        return ""

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
