# The tables of the room; see its models.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0011_calendar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=500, verbose_name="web address")),
                ("zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "every",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Only when I ask for it"),
                            (6, "Every six hours"),
                            (24, "Every day"),
                            (168, "Every week"),
                        ],
                        default=0,
                        verbose_name="how often",
                    ),
                ),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("handed_on_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.facility"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("content", models.BinaryField(null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("unread", models.CharField(blank=True, max_length=12)),
                ("overtaken_at", models.DateTimeField(blank=True, null=True)),
                ("total", models.PositiveIntegerField(blank=True, null=True)),
                ("read", models.PositiveIntegerField(default=0)),
                ("writing_at", models.DateTimeField(blank=True, null=True)),
                ("added", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("mended", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="groups.feed"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportTrouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=120)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("why", models.CharField(max_length=12)),
                ("said", models.CharField(blank=True, max_length=80)),
                ("row_left_out", models.BooleanField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="troubles", to="groups.importrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("key", models.UUIDField(blank=True, null=True, unique=True)),
                ("slug", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=255)),
                ("notes", models.TextField(blank=True)),
                ("group_name", models.CharField(blank=True, max_length=255)),
                ("location", models.CharField(blank=True, max_length=255)),
                ("address", models.CharField(blank=True, max_length=255)),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list, size=None
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("approximate", models.BooleanField(default=False)),
                ("zone", models.CharField(max_length=64)),
                ("minutes", models.PositiveSmallIntegerField(default=60)),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("online", "Online"),
                            ("hybrid", "In person and online"),
                            ("closed", "Closed for now"),
                            ("inactive", "Not meeting"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=6), blank=True, default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), blank=True, default=list, size=None
                    ),
                ),
                ("conference_url", models.CharField(blank=True, max_length=500)),
                ("conference_phone", models.CharField(blank=True, max_length=100)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("updated_at", models.DateTimeField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=32)),
                (
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="groups.feed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ListingTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.PositiveSmallIntegerField()),
                ("online_zone", models.CharField(blank=True, max_length=64)),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="times", to="groups.listing"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("ended_at", None), ("next_at__isnull", False)), fields=["next_at"], name="feed_due"
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["facility"], name="feed_of_facility"),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["feed", "-id"], name="import_of_feed"),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(condition=models.Q(("finished_at", None)), fields=["id"], name="import_open"),
        ),
        migrations.AddIndex(
            model_name="importtrouble",
            index=models.Index(fields=["run", "-row_left_out", "row", "id"], name="import_trouble_of_run"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(fields=("feed", "slug"), name="listing_once_in_a_feed"),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("feed", None), ("key__isnull", False)),
                    models.Q(("feed__isnull", False), ("key", None)),
                    _connector="OR",
                ),
                name="listing_has_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="listing_is_at_a_point",
            ),
        ),
        migrations.AddIndex(
            model_name="listingtime",
            index=models.Index(fields=["online_zone", "at", "id"], name="listing_time_by_clock"),
        ),
        migrations.AddConstraint(
            model_name="listingtime",
            constraint=models.UniqueConstraint(fields=("listing", "at"), name="listing_time_once"),
        ),
        migrations.AddConstraint(
            model_name="listingtime",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", 10080)), name="listing_time_is_in_the_week"
            ),
        ),
    ]
