"""Which groups have a thread of the day, who hosts it, and what was said to which prompt."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Member
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership


class Prompt(models.TextChoices):
    """The three short prompts of a day."""

    PLEDGE = "pledge", _("For today")
    GRATITUDE = "gratitude", _("Grateful for")
    LOOK_BACK = "look_back", _("Looking back")


class DailyRule(Timestamped):
    """That a group has a thread each day, opened at this hour by the group's own clock.

    ``next_at`` is when the next one is due; it is claimed by being changed. Where it was stopped, nothing is due.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="daily_rule")
    opens_at = models.TimeField(default=time(5))
    next_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["next_at"], condition=Q(stopped_at=None), name="daily_due")]

    def __str__(self) -> str:
        return f"daily rule {self.pk}"


class DailyHost(Timestamped):
    """Somebody who hosts the thread on one day of the week. One a day and group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="daily_hosts")
    weekday = models.PositiveSmallIntegerField(choices=list(WEEKDAYS.items()))
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="daily_hosts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "weekday"], name="daily_host_once")]

    def __str__(self) -> str:
        return f"daily host {self.pk}"


class Daily(Timestamped):
    """The thread of one day in one group: ``day`` by the group's clock. ``host`` is none where nobody hosted."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="dailies")
    day = models.DateField()
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="daily")
    host = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="daily_once")]

    def __str__(self) -> str:
        return f"daily {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("groups:daily", args=[self.group.slug])


class DailyLine(models.Model):
    """Which prompt a post in the thread of the day answers. The words are the post's."""

    daily = models.ForeignKey(Daily, on_delete=models.CASCADE, related_name="lines")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="daily_line")
    prompt = models.CharField(max_length=9, choices=Prompt)

    #: Whether the reader wrote it: set by ``queries.day_of``.
    mine = False

    class Meta:
        indexes = [models.Index(fields=["daily", "prompt", "-id"], name="daily_line_newest")]

    def __str__(self) -> str:
        return f"daily line {self.pk}"
