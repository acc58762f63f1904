"""Rests, planned endings and letters."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0006_walking")]

    operations = [
        migrations.CreateModel(
            name="Rest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rests", to="mentorship.pair"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("ended_at", None)), fields=["until"], name="rest_due")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("pair", "by"), name="rest_one_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at", None), ("until", None), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="rest_held_without_end",
                    ),
                ],
            },
        ),
    ]
