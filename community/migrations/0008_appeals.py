"""An appeal against a decision, and what a decision says of whom and what it is about."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import community.kit.sealed


class Migration(migrations.Migration):
    dependencies = [("community", "0007_bells")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="about_name",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="decision",
            name="key",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="decision",
            name="thing_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="act",
            field=models.CharField(
                choices=[
                    ("hide", "Your words were hidden"),
                    ("restore", "Your words are back"),
                    ("warn", "A word from those who look after this place"),
                    ("quiet", "You are quieted for a while"),
                    ("unquiet", "You can write again"),
                    ("away", "You are asked to step away for a while"),
                    ("back", "You can come back"),
                    ("remove", "You are no longer in the group"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("words", community.kit.sealed.SealedTextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("staff_told_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_as", models.CharField(blank=True, max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("stands", "It stands"), ("lifted", "Taken back")], max_length=8
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeal", to="community.decision"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("withdrawn_at", None)),
                        fields=["asked_at"],
                        name="appeal_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("outcome", "")),
                            models.Q(("answered_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="appeal_answered_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_at", None), ("withdrawn_at", None), _connector="OR"),
                        name="appeal_answered_or_withdrawn",
                    ),
                ],
            },
        ),
    ]
