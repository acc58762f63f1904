"""Tags, ways of answering, content notes, signs, history and drafts."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_belonging")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=140)),
                ("body", models.TextField(blank=True, max_length=20000)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="EarlierWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("title", models.CharField(blank=True, max_length=140)),
                ("body", models.TextField(max_length=20000)),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Sign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("with_you", "With you"),
                            ("same_here", "Same here"),
                            ("thank_you", "Thank you"),
                            ("proud", "Proud of you"),
                            ("celebrate", "Celebrate"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="kind",
            field=models.CharField(
                choices=[("words", "Own words"), ("presence", "Being there"), ("advice", "Advice")],
                default="words",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="notes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("relapse", "relapse"),
                        ("using", "talk of using"),
                        ("loss", "loss"),
                        ("family", "family"),
                        ("violence", "violence"),
                        ("self_harm", "self-harm or suicide"),
                        ("eating", "food and body"),
                        ("illness", "illness"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="quotes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="signs",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="post",
            name="told_at",
            # What was written before is no news to anyone.
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True),
        ),
        migrations.AlterField(
            model_name="post",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="lock_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="thread",
            name="locked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.membership",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="mode",
            field=models.CharField(
                choices=[
                    ("witness", "Just witness"),
                    ("listen", "Listen"),
                    ("open", "Open"),
                    ("advice", "Advice welcome"),
                ],
                default="open",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="notes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("relapse", "relapse"),
                        ("using", "talk of using"),
                        ("loss", "loss"),
                        ("family", "family"),
                        ("violence", "violence"),
                        ("self_harm", "self-harm or suicide"),
                        ("eating", "food and body"),
                        ("illness", "illness"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="pinned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="pinned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.membership",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="signs",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="thread",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="threadvisit",
            name="followed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="threadvisit",
            name="unfollowed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("told_at", None)), fields=["id"], name="post_untold"),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("pinned_at__isnull", False)), fields=["group", "-pinned_at"], name="thread_pinned"
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=django.contrib.postgres.indexes.GinIndex(fields=["tags"], name="thread_tags"),
        ),
        migrations.AddIndex(
            model_name="threadvisit",
            index=models.Index(
                condition=models.Q(("followed_at__isnull", False)), fields=["thread"], name="thread_followers"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.membership"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="thread",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.thread"
            ),
        ),
        migrations.AddField(
            model_name="earlierwords",
            name="post",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.post"
            ),
        ),
        migrations.AddField(
            model_name="earlierwords",
            name="thread",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.thread"),
        ),
        migrations.AddField(
            model_name="mention",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.membership"
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="post",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.post"
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="thread",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.thread"),
        ),
        migrations.AddField(
            model_name="sign",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.membership"
            ),
        ),
        migrations.AddField(
            model_name="sign",
            name="post",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.post"
            ),
        ),
        migrations.AddField(
            model_name="sign",
            name="thread",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.thread"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("thread__isnull", False)),
                fields=("membership", "thread"),
                name="draft_of_answer_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("thread__isnull", True)), fields=("membership",), name="draft_of_thread_once"
            ),
        ),
        migrations.AddIndex(
            model_name="earlierwords",
            index=models.Index(
                condition=models.Q(("post__isnull", False)), fields=["post", "id"], name="earlier_of_post"
            ),
        ),
        migrations.AddIndex(
            model_name="earlierwords",
            index=models.Index(
                condition=models.Q(("post__isnull", True)), fields=["thread", "id"], name="earlier_of_thread"
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(condition=models.Q(("told_at", None)), fields=["id"], name="named_untold"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", False)), fields=("post", "membership"), name="named_in_post_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", True)), fields=("thread", "membership"), name="named_in_thread_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", False)),
                fields=("post", "membership", "kind"),
                name="sign_on_post_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post__isnull", True)),
                fields=("thread", "membership", "kind"),
                name="sign_on_thread_once",
            ),
        ),
    ]
