"""What matters to a person who looks for someone, or wants to be someone, to walk beside."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.kit.words import excerpt
from community.members.models import Member
from community.safety.moderatable import Moderatable

if TYPE_CHECKING:
    from community.facilities.models import Facility

#: More than this nobody should carry beside a life of their own.
MOST_PLACES = 5


class Matters(Timestamped):
    """The answers to "What matters to me", the same questions for both sides.

    Answers that are compared are bits (see ``vocabulary``) and lie open in the database; what a person
    writes in their own words is sealed. Nothing here is shown to anyone but as a reason both have.
    """

    class Weight(models.IntegerChoices):
        NOT = 0, _("not important")
        LITTLE = 1, _("a little")
        LOT = 3, _("a lot")

    #: The questions that are weighed, in the order of the page; each has a column ``weigh_<question>``.
    WEIGHED = ("lived", "pathways", "life", "languages", "hours", "ways")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="matters", primary_key=True)
    lived = models.BigIntegerField(default=0)
    pathways = models.BigIntegerField(default=0)
    life = models.BigIntegerField(default=0)
    languages = models.BigIntegerField(default=0)
    ways = models.BigIntegerField(default=0)
    around = models.SmallIntegerField(default=0)
    #: From ``around`` and the member's time zone, in UTC (see ``hours``).
    utc_offset = models.SmallIntegerField(default=0)
    week_hours = models.IntegerField(default=0)
    weekend_hours = models.IntegerField(default=0)
    gender = models.SmallIntegerField(default=0)
    # Hard limits: someone who does not fit them is not shown, on either side.
    genders_wanted = models.SmallIntegerField(default=0)
    unwanted_pathways = models.BigIntegerField(default=0)
    unwanted_ways = models.BigIntegerField(default=0)
    weigh_lived = models.SmallIntegerField(choices=Weight, default=Weight.LOT)
    weigh_pathways = models.SmallIntegerField(choices=Weight, default=Weight.LITTLE)
    weigh_life = models.SmallIntegerField(choices=Weight, default=Weight.LITTLE)
    weigh_languages = models.SmallIntegerField(choices=Weight, default=Weight.LITTLE)
    weigh_hours = models.SmallIntegerField(choices=Weight, default=Weight.LITTLE)
    weigh_ways = models.SmallIntegerField(choices=Weight, default=Weight.LITTLE)
    own_words = SealedTextField(_("in your own words"), max_length=1000, blank=True)
    #: Since when this person has been hoping for a mentor; None while they are not.
    looking_since = models.DateTimeField(null=True, blank=True)
    #: Until which day this person has room as a mentor; None where they have none. Follows their offer by a trigger
    #: (migration ``0002_rules``), so that the best of all mentors are found in this one table.
    welcomes_until = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "matters"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    **{f"weigh_{one}__in": (0, 1, 3) for one in ("lived", "pathways", "life")},
                    **{f"weigh_{one}__in": (0, 1, 3) for one in ("languages", "hours", "ways")},
                ),
                name="matters_weights",
            )
        ]
        indexes = [
            models.Index(fields=["looking_since"], condition=Q(looking_since__isnull=False), name="matters_looking"),
            models.Index(
                fields=["welcomes_until"], condition=Q(welcomes_until__isnull=False), name="matters_welcoming"
            ),
        ]

    def __str__(self) -> str:
        return f"matters {self.pk}"

    def weight(self, question: str) -> int:
        return int(getattr(self, f"weigh_{question}"))

    @property
    def says_something(self) -> bool:
        """Whether anything was answered that people can have in common."""
        return bool(self.lived or self.pathways or self.life or self.ways or self.around)


class MentorOfferQuerySet(models.QuerySet["MentorOffer"]):
    def current(self) -> "MentorOfferQuerySet":
        """Not ended: waiting for approval or standing."""
        return self.filter(ended_at=None)

    def waiting(self) -> "MentorOfferQuerySet":
        """Offered, and nobody has looked at it yet."""
        return self.filter(approved_at=None, ended_at=None)

    def standing(self) -> "MentorOfferQuerySet":
        """Approved, not ended, and the person still here."""
        return self.filter(approved_at__isnull=False, ended_at=None, member__ended_at=None)

    def with_twice(self) -> "MentorOfferQuerySet":
        """With ``twice``: how many of those they walk with take two places."""
        twice = Q(pairs__ended_at=None, pairs__weight__gt=1)
        return self.annotate(twice=Count("pairs", filter=twice))

    def with_walks(self) -> "MentorOfferQuerySet":
        """With ``walks``: how many people they walk with, which others may know; never what those walks weigh."""
        return self.annotate(walks=Count("pairs", filter=Q(pairs__ended_at=None)))

    def visible_to(self, member: Member) -> "MentorOfferQuerySet":
        """Standing offers of people the member may meet; their own is not among them."""
        return (
            self.standing()
            .filter(hidden_at=None)
            .filter(member__in=Member.objects.visible_to(member))
            .exclude(member=member)
        )


class MentorOffer(Moderatable, Timestamped):
    """Someone's offer to be a mentor, from the day they make it to the day they end it.

    Its story can be reported; while it is hidden, the offer is suggested to nobody.

    ``places_taken`` is what its open pairs weigh together: it follows them by a trigger (migration ``0004_loads``) and
    the check below holds. More than there are places cannot be stored, whoever writes.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="offers")
    facility = models.ForeignKey("community.Facility", on_delete=models.PROTECT, related_name="+")
    story = SealedTextField(_("your story"), max_length=4000)
    years = models.PositiveSmallIntegerField(_("years on this road"))
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    places_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Which text they agreed to when they offered.
    agreement = models.CharField(max_length=12)
    offered_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: After this day nobody new is matched until a coordinator has talked with the mentor again.
    review_due = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    #: Until when they rest; None: until they come back.
    paused_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MentorOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at=None), name="offer_once"),
            models.CheckConstraint(condition=Q(places_taken__lte=F("places")), name="offer_holds_its_places"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=MOST_PLACES), name="offer_has_a_few_places"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(review_due__isnull=False), name="offer_approved_is_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(paused_at__isnull=False), name="offer_rests_until"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | Q(ended_at__isnull=False), name="offer_declined_is_over"
            ),
        ]
        indexes = [
            models.Index(
                fields=["facility", "offered_at"],
                condition=Q(approved_at=None, ended_at=None),
                name="offer_waiting",
            ),
            models.Index(
                fields=["facility", "review_due"],
                condition=Q(approved_at__isnull=False, ended_at=None),
                name="offer_review",
            ),
            models.Index(fields=["paused_until"], condition=Q(paused_until__isnull=False), name="offer_rests"),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.approved_at is None and self.ended_at is None

    @property
    def is_standing(self) -> bool:
        return self.approved_at is not None and self.ended_at is None

    @property
    def is_resting(self) -> bool:
        return self.paused_at is not None

    @property
    def is_reviewed(self) -> bool:
        """Whether the yearly talk with a coordinator is not overdue."""
        return self.review_due is not None and self.review_due >= timezone.now().date()

    @property
    def room(self) -> int:
        """Free places."""
        return max(0, self.places - self.places_taken)

    @property
    def counting_twice(self) -> int:
        """How many of those they walk with take two places. A query, unless it came along (``with_twice``)."""
        known: int | None = self.__dict__.get("twice")
        return known if known is not None else self.pairs.filter(ended_at=None, weight__gt=1).count()

    @property
    def is_welcoming(self) -> bool:
        return (
            self.is_standing
            and not self.is_hidden
            and not self.is_resting
            and self.is_reviewed
            and self.room > 0
            and self.member.ended_at is None
        )

    @property
    def scope(self) -> str:
        return f"mentor:{self.pk}"

    # What safety asks of words that can be reported.

    @property
    def author_member(self) -> Member:
        return self.member

    @property
    def author_name(self) -> str:
        return self.member.name

    @property
    def moderation_scope(self) -> str:
        return self.scope

    @property
    def moderation_facility(self) -> "Facility":
        return self.facility

    def reported_words(self) -> str:
        return self.story

    def excerpt(self) -> str:
        return excerpt(self.story)

    def get_absolute_url(self) -> str:
        return reverse("mentorship:person", args=[self.pk])
