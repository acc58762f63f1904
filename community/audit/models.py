"""The audit log: every act of power, with a name and a reason, for good."""

from django.db import models

from community.kit.timestamped import Timestamped


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_scope(self, scope: str) -> "EntryQuerySet":
        """Entries of one place, such as ``group:42``; newest first."""
        return self.filter(scope=scope).order_by("-id")


class Entry(Timestamped):
    """One act. Append-only: a trigger refuses UPDATE and DELETE (migration ``0003_rules``).

    ``act`` is a verb in the domain's words (``hide_message``); ``scope`` names the place, opaque here;
    ``subject`` names the thing (``message:17``); ``detail`` holds facts, never what people wrote.
    """

    by = models.ForeignKey("community.Member", null=True, on_delete=models.DO_NOTHING, related_name="+")
    act = models.CharField(max_length=60)
    scope = models.CharField(max_length=60, blank=True)
    facility = models.ForeignKey("community.Facility", null=True, on_delete=models.DO_NOTHING, related_name="+")
    subject = models.CharField(max_length=60, blank=True)
    about = models.ForeignKey("community.Member", null=True, on_delete=models.DO_NOTHING, related_name="+")
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["scope", "-id"], name="entry_by_scope"),
            models.Index(fields=["facility", "-id"], name="entry_by_facility"),
            models.Index(fields=["about", "-id"], name="entry_by_about"),
            models.Index(fields=["subject", "-id"], name="entry_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
