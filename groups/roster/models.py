"""Who belongs to which group, under which name, and in what role."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.circle.models import Tie
from community.facilities.models import Stay
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member, Profile
from community.members.naming.skeleton import skeleton


class GroupQuerySet(models.QuerySet["Group"]):
    def present(self) -> "GroupQuerySet":
        return self.filter(archived_at=None)

    def of(self, member: Member) -> "GroupQuerySet":
        """Those the member belongs to today."""
        return self.present().filter(memberships__member=member, memberships__ended_at=None)

    def visible_to(self, member: Member) -> "GroupQuerySet":
        """Every open and by-request group, and of the hidden ones and those for families what is the member's own.

        A hidden group is not there for anyone else, just like an address that never was. A group for families is
        there for people who support someone, and never beside anyone they are tied to: nobody finds their sister's.
        """
        mine = Membership.objects.filter(member=member, ended_at=None).values("group")
        return self.present().filter(Q(pk__in=mine) | (~Q(entry=Group.Entry.HIDDEN) & _is_apart_from(member)))

    def apart_from(self, member: Member) -> "GroupQuerySet":
        """All but the groups for families that are not for this member."""
        return self.filter(_is_apart_from(member))

    def joinable_by(self, member: Member) -> "GroupQuerySet":
        """Of the open ones, those the member may walk into: a facility's aftercare is for its own people."""
        return self.filter(Q(entry=Group.Entry.OPEN)).filter(
            ~Q(kind=Group.Kind.AFTERCARE) | Q(facility__in=AftercareChoice.houses_of(member))
        )


class Group(Timestamped):
    """A room of people. ``scope`` names it to the floors below, which cannot see it."""

    class Kind(models.TextChoices):
        AFTERCARE = "aftercare", _("Aftercare group")
        MEETING = "meeting", _("Community meeting")
        SUPPORT = "support", _("Social support")
        FORUM = "forum", _("Forum")
        HOBBY = "hobby", _("Hobby or fitness")
        FAMILY = "family", _("For families")

    class Entry(models.TextChoices):
        OPEN = "open", _("Open: anyone may join")
        REQUEST = "request", _("By request: people ask, and talk first")
        HIDDEN = "hidden", _("Hidden: only its members know it is there")

    class Focus(models.TextChoices):
        ALCOHOL = "alcohol", _("alcohol")
        OTHER = "other", _("other substances")
        MEDICATION = "medication", _("on medication")
        EARLY_DAYS = "early_days", _("early days")
        LONG_ROAD = "long_road", _("the long road")
        WOMEN = "women", _("women")
        MEN = "men", _("men")
        LGBTQ = "lgbtq", _("queer and trans")
        YOUNG = "young", _("young people")
        PARENTS = "parents", _("parents")
        GRIEF = "grief", _("grief")
        WORK = "work", _("work and money")
        FAITH = "faith", _("faith")
        SECULAR = "secular", _("secular")
        MOVING = "moving", _("sport and outdoors")
        MAKING = "making", _("making things")

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    entry = models.CharField(_("who may come in"), max_length=8, choices=Entry, default=Entry.OPEN)
    about = models.TextField(_("about"), max_length=1000, blank=True)
    agreement = models.TextField(_("what we agree on"), max_length=4000, blank=True)
    agreement_version = models.PositiveIntegerField(default=1)
    facility = models.ForeignKey(
        "community.Facility", null=True, blank=True, on_delete=models.SET_NULL, related_name="groups"
    )
    #: Whose clock the group's own hours go by (IANA); the facility's, else the founder's, until leaders choose another.
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    #: What it is about, or for whom, in words to look for.
    focus = ArrayField(models.CharField(max_length=16, choices=Focus), default=list, blank=True)
    #: In which language people mostly speak there (BCP 47).
    language = models.CharField(_("language"), max_length=12, default="en")
    #: Kept with each coming and going, so that a list of groups counts nothing.
    member_count = models.PositiveIntegerField(default=0)
    #: For whom the chat is, by where they are on the road; none: for every member. Keepers always enter.
    chat_stages = ArrayField(models.CharField(max_length=16, choices=Profile.Road), default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name", "id"], condition=Q(archived_at=None), name="group_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return f"group:{self.pk}"

    @property
    def agreements(self) -> list[str]:
        """What the members agree on, a sentence a line."""
        return [line.strip() for line in self.agreement.splitlines() if line.strip()]

    @property
    def focus_words(self) -> list[str]:
        """What it is about, in words."""
        return [str(Group.Focus(one).label) for one in self.focus if one in Group.Focus.values]

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.slug])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)

    def here(self) -> "MembershipQuerySet":
        """Present ones who have not been asked to step away for now: whose room it is at this moment."""
        return self.present().exclude(away_until__gt=Now())

    def seen_by(self, member: Member) -> "MembershipQuerySet":
        """Present memberships of people whose account is there, less those of people the member has blocked.

        The blocked person sees no difference.
        """
        return (
            self.present()
            .filter(member__ended_at=None)
            .exclude(member__in=Block.objects.filter(blocker=member).values("blocked"))
        )


class Membership(Timestamped):
    """One member's place in one group: all that the group ever shows of them.

    ``name`` and ``hue`` are theirs here alone; no page, socket or address leads from one membership to
    another of the same person. Coming back after leaving is the same membership again.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        GREETER = "greeter", _("Greeter")
        MENTOR = "mentor", _("Mentor")
        MODERATOR = "moderator", _("Moderator")
        LEADER = "leader", _("Leader")

    #: Roles that keep the room: they decide on requests and look at what is reported.
    KEEPERS = (Role.MODERATOR, Role.LEADER)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    name = models.CharField(_("name in this group"), max_length=40)
    name_key = models.CharField(max_length=80, editable=False)
    hue = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    agreed_version = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: The end of a time away that keepers asked for (who and why is the ``Sanction``); behind us, it is over.
    away_until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="membership_once"),
            models.UniqueConstraint(
                fields=["group", "name_key"], condition=Q(ended_at=None), name="membership_name_once"
            ),
        ]
        indexes = [
            models.Index(fields=["member"], condition=Q(ended_at=None), name="membership_of_member"),
            models.Index(fields=["group", "name", "id"], condition=Q(ended_at=None), name="membership_in_group"),
            models.Index(fields=["group", "-joined_at"], condition=Q(ended_at=None), name="membership_newest"),
            models.Index(fields=["away_until"], condition=Q(away_until__isnull=False), name="membership_away"),
            models.Index(fields=["joined_at"], condition=Q(ended_at=None), name="membership_lately"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = skeleton(self.name)[:80]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_away(self) -> bool:
        """Asked to step away, and it is not over yet."""
        return self.away_until is not None and self.away_until > timezone.now()

    @property
    def is_keeper(self) -> bool:
        return self.role in self.KEEPERS and self.ended_at is None and not self.is_away

    def get_absolute_url(self) -> str:
        return reverse("groups:membership", args=[self.group.slug, self.pk])


def _is_apart_from(member: Member) -> Q:
    """The condition that a group is not for families, or that it is for this member to know of.

    Whether they support someone is their own doing alone, so it tells nothing of who is inside.
    """
    ties = Tie.objects.live()
    supports = Exists(Profile.objects.filter(member=member, road=Profile.Road.SUPPORTING)) | Exists(
        ties.filter(supporter=member)
    )
    tied = Q(member__in=ties.filter(member=member).values("supporter")) | Q(
        member__in=ties.filter(supporter=member).values("member")
    )
    beside = Exists(Membership.objects.present().filter(tied, group=OuterRef("pk")))
    return ~Q(kind=Group.Kind.FAMILY) | (Q(supports) & ~Q(beside))


class AftercareChoice(Timestamped):
    """How long someone's right to a facility's aftercare groups lasts after their stay: theirs alone to say.

    Whoever is or was with a facility has the right, and keeps it for as long as they like; a row is written where
    they say something else. ``lasts_until`` is its last day, ``told_at`` when they were told that it comes near,
    ``given_up_at`` when they gave it up or its day was over. Nobody at the facility writes here.
    """

    facility = models.ForeignKey("community.Facility", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    lasts_until = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facility", "member"], name="aftercare_choice_once")]
        indexes = [
            models.Index(
                fields=["lasts_until"],
                condition=Q(given_up_at=None, lasts_until__isnull=False),
                name="aftercare_choice_runs_out",
            )
        ]

    def __str__(self) -> str:
        return f"aftercare choice {self.pk}"

    @staticmethod
    def houses_of(member: Member) -> models.QuerySet[Stay, int]:
        """The ids of the facilities whose aftercare the member has a right to."""
        given_up = AftercareChoice.objects.filter(member=member).exclude(given_up_at=None).values("facility")
        return Stay.objects.filter(member=member).exclude(facility__in=given_up).values_list("facility", flat=True)


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def standing(self, at: "datetime | Now | None" = None) -> "SanctionQuerySet":
        """Those in force: begun, not lifted, and not over. A timed one ends by itself."""
        return self.filter(lifted_at=None).filter(Q(until=None) | Q(until__gt=at or timezone.now()))


class Sanction(Timestamped):
    """Something asked of a member by the group's keepers, with a reason and an end."""

    class Kind(models.TextChoices):
        WARN = "warn", _("A word of warning")
        QUIET = "quiet", _("Quiet for a while")
        AWAY = "away", _("Step away for a while")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="sanctions")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000)
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: What the member was told of it.
    decision = models.ForeignKey(
        "community.Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: When they were told that it is over, or that there was nothing to tell.
    end_told_at = models.DateTimeField(null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["membership", "kind"], condition=Q(lifted_at=None), name="sanction_standing"),
            models.Index(
                fields=["until"],
                condition=Q(lifted_at=None, end_told_at=None, until__isnull=False),
                name="sanction_to_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    def open(self) -> "HandoverQuerySet":
        """Those that wait for an answer, while whoever asks leads the group and whoever is asked is in it."""
        return self.filter(
            decided_at=None,
            withdrawn_at=None,
            created_at__gt=timezone.now() - Handover.LASTS,
            by__role=Membership.Role.LEADER,
            by__ended_at=None,
            by__member__ended_at=None,
            to__ended_at=None,
            to__member__ended_at=None,
            group__archived_at=None,
        )

    def of(self, membership: Membership) -> "HandoverQuerySet":
        """Those the member asked or was asked in, less those by people they have blocked."""
        blocked = Block.objects.filter(blocker=membership.member_id).values("blocked")
        return self.filter(Q(by=membership) | Q(to=membership)).exclude(by__member__in=blocked)


class Handover(Timestamped):
    """A leader asks somebody to lead the group in their place. Until they say yes, everything stays as it is.

    ``afterwards`` is what the leader is from then on.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Leads it")
        NO = "no", _("Not now")

    #: Unanswered for so long, it is over.
    LASTS = timedelta(days=30)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    afterwards = models.CharField(max_length=10, choices=Membership.Role, default=Membership.Role.MEMBER)
    reason = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by"], condition=Q(decided_at=None, withdrawn_at=None), name="handover_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, answer="") | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="handover_decided_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"

    @property
    def subject(self) -> str:
        """Its name to the floors below."""
        return f"handover:{self.pk}"
