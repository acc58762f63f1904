"""A sponsor in one's circle, and friendships."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

KIND = {"choices": [("near", "Someone near"), ("sponsor", "My sponsor")], "default": "near", "max_length": 8}
ONE_OF_TWO = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [("community", "0008_appeals")]

    operations = [
        migrations.AddField("circleinvitation", "kind", models.CharField(**KIND)),
        migrations.AddField("tie", "kind", models.CharField(**KIND)),
        migrations.CreateModel(
            name="Friendship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("scope", models.CharField(max_length=40)),
                ("met_in", models.CharField(max_length=80)),
                ("asker_name", models.CharField(max_length=40)),
                ("asker_hue", models.PositiveSmallIntegerField(default=0)),
                ("asked_name", models.CharField(max_length=40)),
                ("asked_hue", models.PositiveSmallIntegerField(default=0)),
                ("lapses_at", models.DateTimeField()),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("asker_waved_at", models.DateTimeField(blank=True, null=True)),
                ("asked_waved_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.ForeignKey(**ONE_OF_TWO)),
                ("asker", models.ForeignKey(**ONE_OF_TWO)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asker"], condition=Q(ended_at=None), name="friendship_by_asker"),
                    models.Index(fields=["asked"], condition=Q(ended_at=None), name="friendship_by_asked"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        F("scope"),
                        Least("asker", "asked"),
                        Greatest("asker", "asked"),
                        condition=Q(agreed_at__isnull=False, ended_at=None),
                        name="friendship_once_a_place",
                    ),
                    models.CheckConstraint(condition=~Q(asker=F("asked")), name="friendship_of_two"),
                ],
            },
        ),
    ]
