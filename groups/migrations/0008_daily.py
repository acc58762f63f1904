"""The thread of the day: its hour, its hosts, its lines."""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_hello"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Daily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("day", models.DateField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dailies", to="groups.group"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.membership",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily", to="groups.thread"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DailyHost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily_hosts", to="groups.group"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily_hosts", to="groups.membership"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DailyLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "prompt",
                    models.CharField(
                        choices=[("pledge", "For today"), ("gratitude", "Grateful for"), ("look_back", "Looking back")],
                        max_length=9,
                    ),
                ),
                (
                    "daily",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="groups.daily"
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily_line", to="groups.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DailyRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("opens_at", models.TimeField(default=datetime.time(5, 0))),
                ("next_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daily_rule", to="groups.group"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="daily",
            constraint=models.UniqueConstraint(fields=("group", "day"), name="daily_once"),
        ),
        migrations.AddConstraint(
            model_name="dailyhost",
            constraint=models.UniqueConstraint(fields=("group", "weekday"), name="daily_host_once"),
        ),
        migrations.AddIndex(
            model_name="dailyline",
            index=models.Index(fields=["daily", "prompt", "-id"], name="daily_line_newest"),
        ),
        migrations.AddIndex(
            model_name="dailyrule",
            index=models.Index(condition=models.Q(("stopped_at", None)), fields=["next_at"], name="daily_due"),
        ),
    ]
