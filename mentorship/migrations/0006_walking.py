"""Goals, notes, prompts, words for later, talks."""

import community.kit.sealed
import django.db.models.deletion
import django.utils.timezone
import mentorship.walking.models.calls
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentorship", "0005_rounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("voice", "by voice"), ("video", "with pictures"), ("written", "in writing, here")],
                        max_length=8,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("called_off_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "room",
                    community.kit.sealed.SealedTextField(
                        default=mentorship.walking.models.calls.room_name, editable=False
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="mentorship.pair"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="times", to="mentorship.call"
                    ),
                ),
            ],
        ),
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
            name="Going",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("week", models.PositiveSmallIntegerField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("well", "Well"),
                            ("so_so", "So-so"),
                            ("hard", "Not well"),
                            ("unsaid", "Rather not say"),
                        ],
                        max_length=6,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("wants_talk_at", models.DateTimeField(blank=True, null=True)),
                ("heard_at", models.DateTimeField(blank=True, null=True)),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            name="LaterMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("body", community.kit.sealed.SealedTextField(blank=True, max_length=4000, verbose_name="message")),
                ("due_at", models.DateTimeField()),
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
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
            name="Nudge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("since", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="nudges", to="mentorship.pair"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NudgeWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.PositiveSmallIntegerField(default=7)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="nudge_wishes", to="mentorship.pair"
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
            model_name="call",
            index=models.Index(fields=["pair", "starts_at"], name="call_of_pair"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("agreed_at__isnull", False), ("called_off_at", None), ("reminded_at", None)),
                fields=["starts_at"],
                name="call_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed_at", None), ("called_off_at", None)),
                fields=("pair",),
                name="call_one_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("starts_at", None)),
                    models.Q(("agreed_at__isnull", False), ("starts_at__isnull", False)),
                    _connector="OR",
                ),
                name="call_agreed_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="calltime",
            constraint=models.UniqueConstraint(fields=("call", "starts_at"), name="call_time_once"),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["pair", "-id"], name="goal_of_pair"),
        ),
        migrations.AddIndex(
            model_name="going",
            index=models.Index(condition=models.Q(("answered_at", None)), fields=["member", "pair"], name="going_open"),
        ),
        migrations.AddIndex(
            model_name="going",
            index=models.Index(
                condition=models.Q(("heard_at", None), ("wants_talk_at__isnull", False)),
                fields=["wants_talk_at"],
                name="going_wants_talk",
            ),
        ),
        migrations.AddConstraint(
            model_name="going",
            constraint=models.UniqueConstraint(fields=("pair", "member", "week"), name="going_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="going",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="going_answered_with_an_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="latermessage",
            index=models.Index(
                condition=models.Q(("held_at", None), ("sent_at", None)), fields=["due_at"], name="later_due"
            ),
        ),
        migrations.AddIndex(
            model_name="latermessage",
            index=models.Index(
                condition=models.Q(("sent_at", None)), fields=["pair", "author", "due_at"], name="later_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="latermessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at", None), ("held_at", None), _connector="OR"), name="later_sent_or_held"
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["pair", "member", "-id"], name="note_own_newest"),
        ),
        migrations.AddConstraint(
            model_name="nudge",
            constraint=models.UniqueConstraint(fields=("pair", "member", "since"), name="nudge_once_a_silence"),
        ),
        migrations.AddConstraint(
            model_name="nudgewish",
            constraint=models.UniqueConstraint(fields=("pair", "member"), name="nudge_wish_once"),
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
