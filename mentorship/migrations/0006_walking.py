"""Goals, notes, prompts, words for later, talks."""

import community.kit.sealed
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentorship", "0005_rounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("words", community.kit.sealed.SealedTextField(max_length=200, verbose_name="goal")),
                ("by_day", models.DateField(blank=True, null=True)),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
                ("let_go_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="mentorship.pair"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("words", community.kit.sealed.SealedTextField(max_length=4000, verbose_name="note")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentorship.pair"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PromptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("prompt", models.CharField(max_length=20)),
                ("words", community.kit.sealed.SealedTextField(max_length=1000, verbose_name="answer")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentorship.pair"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("words", community.kit.sealed.SealedTextField(max_length=200, verbose_name="step")),
                ("by_day", models.DateField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mentorship.goal"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["pair", "-id"], name="goal_of_pair"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["pair", "member", "-id"], name="note_own_newest"),
        ),
        migrations.AddConstraint(
            model_name="promptanswer",
            constraint=models.UniqueConstraint(fields=("pair", "member", "prompt"), name="prompt_answered_once"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["goal", "id"], name="step_of_goal"),
        ),
    ]
