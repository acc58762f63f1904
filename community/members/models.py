"""Members: who they choose to be here, what they show of it, and whom they have blocked."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.naming.skeleton import skeleton

HUES = 8


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> "MemberQuerySet":
        """Those whose account has not ended."""
        return self.filter(ended_at=None)

    def visible_to(self, viewer: "Member") -> "MemberQuerySet":
        """Those the viewer may meet: present, and no block in either direction."""
        return (
            self.present()
            .exclude(pk__in=Block.objects.filter(blocker=viewer).values("blocked"))
            .exclude(pk__in=Block.objects.filter(blocked=viewer).values("blocker"))
        )


class MemberManager(BaseUserManager["Member"].from_queryset(MemberQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        member = self.model(email=email.lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Member(AbstractBaseUser, PermissionsMixin):
    """One accountable person. ``name`` is the one they chose; there is no field for a real name."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=40, blank=True)
    #: What the name looks like (``naming.skeleton``): nobody takes a name that could be taken for another's.
    name_key = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    hue = models.PositiveSmallIntegerField(default=0)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=8, default="en")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_active = models.GeneratedField(
        expression=models.ExpressionWrapper(Q(ended_at__isnull=True), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    is_staff = models.BooleanField(_("operator"), default=False, help_text=_("May open the operators' admin."))

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = MemberManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="member_email_once")]

    def __str__(self) -> str:
        return self.name or "—"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``name_key`` with the name, whoever writes it."""
        self.name_key = skeleton(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    def get_short_name(self) -> str:
        return self.name


class Profile(models.Model):
    """What a person carries and may show. Each field has its own audience, private by default."""

    class Road(models.TextChoices):
        IN_TREATMENT = "in_treatment", _("In treatment")
        JUST_HOME = "just_home", _("Just home")
        FIRST_YEAR = "first_year", _("In my first year")
        LONGER = "longer", _("Longer on the road")
        SUPPORTING = "supporting", _("Supporting someone")

    class Around(models.TextChoices):
        MORNINGS = "mornings", _("Mornings")
        AFTERNOONS = "afternoons", _("Afternoons")
        EVENINGS = "evenings", _("Evenings")
        NIGHTS = "nights", _("Nights")
        WEEKENDS = "weekends", _("Weekends")

    class Audience(models.TextChoices):
        ONLY_ME = "me", _("Only me")
        CIRCLE = "circle", _("My circle")
        GROUPS = "groups", _("My circle and my groups")
        MEMBERS = "members", _("Everyone signed in")

    #: The fields that carry an audience of their own.
    SHOWABLE = ("about", "brings_me", "road", "languages", "around")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile", primary_key=True)
    about = models.TextField(_("about me"), max_length=1000, blank=True)
    brings_me = models.CharField(_("what brings me here"), max_length=200, blank=True)
    road = models.CharField(_("where I am on the road"), max_length=16, choices=Road, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    around = ArrayField(models.CharField(max_length=12, choices=Around), default=list, blank=True)
    #: field name → Audience value; a field that is not named here is shown to its owner alone.
    audiences = models.JSONField(default=dict, blank=True)
    welcomed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"profile {self.member_id}"


class Block(Timestamped):
    """Total and silent: neither meets the other again, and the blocked person cannot tell.

    ``known_as`` is the name under which the blocker knew them, so that their list of blocks does not
    reveal that one person goes by two names in two groups.
    """

    blocker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    known_as = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=models.F("blocked")), name="block_someone_else"),
        ]
        indexes = [models.Index(fields=["blocked"], name="block_by_blocked")]

    def __str__(self) -> str:
        return f"block {self.pk}"
