"""First hellos and the greeters' rota."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_search")]

    operations = [
        migrations.CreateModel(
            name="FirstHello",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("discussion", "A discussion"), ("reply", "A reply"), ("chat", "A message")],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("rung", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("came_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.group"),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.message",
                    ),
                ),
                (
                    "newcomer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="first_hello",
                        to="groups.membership",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.post",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.thread",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GreetingShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[(0, "Mon"), (1, "Tue"), (2, "Wed"), (3, "Thu"), (4, "Fri"), (5, "Sat"), (6, "Sun")]
                        ),
                        size=None,
                    ),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("zone", models.CharField(max_length=64)),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.group"),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="greeting_shifts",
                        to="groups.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Introduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("since", models.DateTimeField()),
                (
                    "greeter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="introductions",
                        to="groups.membership",
                    ),
                ),
                (
                    "newcomer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="introduction",
                        to="groups.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Swap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("day", models.DateField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="swaps", to="groups.greetingshift"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="groups.membership",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["joined_at"], name="membership_lately"),
        ),
        migrations.AddIndex(
            model_name="firsthello",
            index=models.Index(
                condition=models.Q(("answered_at", None), ("due_at__isnull", False)),
                fields=["due_at"],
                name="hello_due",
            ),
        ),
        migrations.AddIndex(
            model_name="firsthello", index=models.Index(fields=["group", "said_at"], name="hello_by_group")
        ),
        migrations.AddIndex(model_name="firsthello", index=models.Index(fields=["said_at"], name="hello_by_time")),
        migrations.AddConstraint(
            model_name="greetingshift",
            constraint=models.CheckConstraint(
                condition=models.Q(("days", []), _negated=True), name="greeting_shift_on_some_day"
            ),
        ),
        migrations.AddIndex(
            model_name="introduction",
            index=models.Index(fields=["greeter", "-since"], name="introduction_of_greeter"),
        ),
        migrations.AddIndex(model_name="swap", index=models.Index(fields=["day"], name="swap_by_day")),
        migrations.AddConstraint(
            model_name="swap", constraint=models.UniqueConstraint(fields=("shift", "day"), name="swap_once")
        ),
        migrations.AddConstraint(
            model_name="swap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at", None), ("taken_by", None)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="swap_taken_by_somebody",
            ),
        ),
    ]
