"""Who is asked next, and whom somebody would rather see first."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import community.kit.sealed

# Whoever asked before today has been told of it already.
TOLD = """
UPDATE mentorship_request SET told_at = settled_at WHERE outcome IN ('declined', 'moved_on');
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0009_giving")]

    operations = [
        migrations.CreateModel(
            name="Favourite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["member", "other"], name="favourite_once")],
            },
        ),
        migrations.AddField("request", "told_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["mentee"],
                condition=Q(told_at=None, outcome__in=["declined", "moved_on"]),
                name="request_to_tell",
            ),
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "words",
                    community.kit.sealed.SealedTextField(blank=True, max_length=1000, verbose_name="a few words"),
                ),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked", "asked"),
                            ("passed_over", "was not free"),
                            ("taken_out", "taken out"),
                            ("closed", "not needed any more"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentorship.mentoroffer"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="turn",
                        to="mentorship.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["mentee", "mentor"], condition=Q(left_at=None), name="turn_once"),
                    models.UniqueConstraint(
                        fields=["mentee", "place"], condition=Q(left_at=None), name="turn_place_once"
                    ),
                    models.CheckConstraint(condition=Q(place__lte=3), name="turn_one_of_three"),
                    models.CheckConstraint(
                        condition=Q(left_at=None, outcome="")
                        | (Q(left_at__isnull=False) & ~Q(outcome="") & Q(words="")),
                        name="turn_left_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=Q(request=None) | Q(outcome="asked"), name="turn_asked_by_request"
                    ),
                    models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="turn_of_someone_else"),
                ],
            },
        ),
    ]
