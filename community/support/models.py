"""I need support now: the people chosen beforehand, and each time someone asked for them."""

from django.db import models
from django.db.models import F, Q

from community.kit.timestamped import Timestamped
from community.members.models import Member


class SupportPersonQuerySet(models.QuerySet["SupportPerson"]):
    def standing(self) -> "SupportPersonQuerySet":
        """Chosen still, and neither has taken it back."""
        return self.filter(ended_at=None, person__ended_at=None, member__ended_at=None)

    def reachable_by(self, member: Member) -> "SupportPersonQuerySet":
        """Those the member would reach now: no block in either direction."""
        return self.standing().filter(member=member, person__in=Member.objects.visible_to(member).values("pk"))


class SupportPerson(Timestamped):
    """Someone a member wants told when they need support.

    ``name`` and ``hue`` are how the member knows them, ``known_as`` and ``known_hue`` how they know the
    member: people who meet in a group know each other as they are called there, and by nothing else.
    """

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="support_people")
    person = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="chosen_by")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    known_as = models.CharField(max_length=40)
    known_hue = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = SupportPersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "support people"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "person"], condition=Q(ended_at=None), name="support_person_once"
            ),
            models.CheckConstraint(condition=~Q(member=F("person")), name="support_person_someone_else"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(ended_at=None), name="support_by_person")]

    def __str__(self) -> str:
        return f"support person {self.pk}"


class SupportCallQuerySet(models.QuerySet["SupportCall"]):
    def open(self) -> "SupportCallQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, viewer: Member) -> "SupportCallQuerySet":
        """One's own, and those one was told of by someone one may still meet."""
        told = Told.objects.filter(person=viewer).values("call")
        met = Member.objects.visible_to(viewer).values("pk")
        return self.filter(Q(member=viewer) | Q(pk__in=told, member__in=met))


class SupportCall(Timestamped):
    """One time that someone asked. The first who says "I am here" is ``answered_by``; a talk opens."""

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="support_calls")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    conversation = models.OneToOneField(
        "community.Conversation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = SupportCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at=None), name="support_call_open_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None) | Q(answered_at__isnull=False),
                name="support_call_answered_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"support call {self.pk}"

    @property
    def scope(self) -> str:
        """Whose its conversation is."""
        return f"support:{self.pk}"


class Told(Timestamped):
    """One person who was told of one call, at ``created_at``, and under which names."""

    call = models.ForeignKey(SupportCall, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    known_as = models.CharField(max_length=40)
    known_hue = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "told"
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="told_once")]
        indexes = [models.Index(fields=["person"], name="told_by_person")]

    def __str__(self) -> str:
        return f"told {self.pk}"
