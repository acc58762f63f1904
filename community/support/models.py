"""I need support now: the people chosen beforehand, and each time someone asked for them."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

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
    #: What ties the two (``tie:7``, ``pair:3``): who meets someone in two places under two names may choose
    #: both, and learns from neither that they are one.
    key = models.CharField(max_length=40)
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
            models.UniqueConstraint(fields=["member", "key"], condition=Q(ended_at=None), name="support_person_once"),
            models.CheckConstraint(condition=~Q(member=F("person")), name="support_person_someone_else"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(ended_at=None), name="support_by_person")]

    def __str__(self) -> str:
        return f"support person {self.pk}"

    @property
    def place(self) -> str:
        """Where the two know each other from."""
        match self.key.partition(":")[0]:
            case "tie":
                return _("My circle")
            case "pair":
                return _("Mentoring")
            case _other:
                return _("A group")


class SupportCallQuerySet(models.QuerySet["SupportCall"]):
    def open(self) -> "SupportCallQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, viewer: Member) -> "SupportCallQuerySet":
        """One's own. Those who are told reach it through what they were told."""
        return self.filter(member=viewer)


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


class ToldQuerySet(models.QuerySet["Told"]):
    def heard(self) -> "ToldQuerySet":
        """The first of each person in a call: one who was chosen twice, under two names, hears of it once."""
        earlier = Told.objects.filter(call=OuterRef("call"), person=OuterRef("person"), pk__lt=OuterRef("pk"))
        return self.filter(~Exists(earlier))

    def visible_to(self, viewer: Member) -> "ToldQuerySet":
        """What the viewer was told, by someone they may still meet."""
        met = Member.objects.visible_to(viewer).values("pk")
        return self.heard().filter(person=viewer, call__member__in=met)


class Told(Timestamped):
    """One of the chosen, told of one call at ``created_at``, and under which names."""

    call = models.ForeignKey(SupportCall, on_delete=models.CASCADE, related_name="told")
    chosen = models.ForeignKey(SupportPerson, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="+")

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "told"
        constraints = [models.UniqueConstraint(fields=["call", "chosen"], name="told_once")]
        indexes = [models.Index(fields=["person", "call"], name="told_by_person")]

    def __str__(self) -> str:
        return f"told {self.pk}"
