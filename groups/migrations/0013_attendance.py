# The tables of the room; see its models.

import community.kit.sealed
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0012_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("title", community.kit.sealed.SealedTextField()),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("zone", models.CharField(max_length=64)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.occurrence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("key", models.CharField(max_length=10, unique=True)),
                ("label", community.kit.sealed.SealedTextField(blank=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to="groups.attendance"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProofLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="groups.proof"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["member", "-starts_at", "-id"], name="attendance_of_member"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("occurrence__isnull", False)),
                fields=("member", "occurrence"),
                name="attendance_once",
            ),
        ),
        migrations.AddIndex(
            model_name="proof",
            index=models.Index(fields=["attendance", "-id"], name="proof_of_attendance"),
        ),
        migrations.AddIndex(
            model_name="prooflook",
            index=models.Index(fields=["proof", "-at"], name="proof_look_of_proof"),
        ),
    ]
