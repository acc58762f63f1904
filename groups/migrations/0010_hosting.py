"""Hosts, their kit, reminders."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_review"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Belonging",
            fields=[
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="belonging",
                        serialize=False,
                        to="groups.occurrence",
                    ),
                ),
                ("yes", models.PositiveIntegerField(default=0)),
                ("partly", models.PositiveIntegerField(default=0)),
                ("no", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "belonging",
            },
        ),
        migrations.CreateModel(
            name="ReminderWish",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reminder_wish",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Not at all"),
                            (30, "Half an hour before"),
                            (60, "An hour before"),
                            (180, "Three hours before"),
                            (1440, "A day before"),
                        ],
                        default=60,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("step_since", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.membership",
                    ),
                ),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="course", to="groups.occurrence"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HostKit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("opening", models.TextField(blank=True, max_length=2000, verbose_name="to open with")),
                ("closing", models.TextField(blank=True, max_length=2000, verbose_name="to close with")),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kit", to="groups.meeting"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HostSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("wave", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True)),
                ("none_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="searches", to="groups.occurrence"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "host searches",
            },
        ),
        migrations.CreateModel(
            name="HostAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("wave", models.PositiveSmallIntegerField()),
                ("said_no_at", models.DateTimeField(blank=True, null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.membership"
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="groups.hostsearch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HostSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="host_seats", to="groups.meeting"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="host_seats", to="groups.membership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HostTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("confirm_by", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cannot", "could not after all"),
                            ("silent", "did not say in time"),
                            ("gone", "is not there any more"),
                            ("off", "it does not happen"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="groups.membership"
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="groups.occurrence"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KitStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "kit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="groups.hostkit"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="MeetingReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="groups.occurrence"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AskedAfter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("said_on", models.DateField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked_after", to="groups.occurrence"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "asked after",
                "constraints": [models.UniqueConstraint(fields=("occurrence", "member"), name="asked_after_once")],
            },
        ),
        migrations.AddIndex(
            model_name="hostsearch",
            index=models.Index(condition=models.Q(("closed_at", None)), fields=["next_at"], name="host_search_due"),
        ),
        migrations.AddConstraint(
            model_name="hostsearch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("occurrence",), name="host_search_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="hostask",
            constraint=models.UniqueConstraint(fields=("search", "membership"), name="host_ask_once"),
        ),
        migrations.AddConstraint(
            model_name="hostseat",
            constraint=models.UniqueConstraint(fields=("meeting", "membership"), name="host_seat_once"),
        ),
        migrations.AddIndex(
            model_name="hostturn",
            index=models.Index(
                condition=models.Q(("confirmed_at", None), ("ended_at", None)),
                fields=["confirm_by"],
                name="host_turn_to_confirm",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostturn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("occurrence",), name="host_turn_one_host"
            ),
        ),
        migrations.AddConstraint(
            model_name="kitstep",
            constraint=models.UniqueConstraint(fields=("kit", "place"), name="kit_step_place"),
        ),
        migrations.AddConstraint(
            model_name="kitstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (1, 240))), name="kit_step_takes_time"
            ),
        ),
        migrations.AddIndex(
            model_name="meetingreminder",
            index=models.Index(
                condition=models.Q(("dropped_at", None), ("sent_at", None)),
                fields=["due_at"],
                name="meeting_reminder_due",
            ),
        ),
        migrations.AddIndex(
            model_name="meetingreminder",
            index=models.Index(
                condition=models.Q(("dropped_at", None), ("sent_at", None)),
                fields=["member"],
                name="meeting_reminder_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingreminder",
            constraint=models.UniqueConstraint(
                fields=("occurrence", "member", "starts_at"), name="meeting_reminder_once"
            ),
        ),
    ]
