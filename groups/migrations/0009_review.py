"""What is asked of a member: stepping away for a while, what they were told of it, and that it is over."""

import django.db.models.deletion
from django.db import migrations, models

#: Decisions of before are found by what they have in common with what was asked; ends of before need no telling.
OF_BEFORE = """
UPDATE groups_sanction AS asked SET
    end_told_at = CASE WHEN asked.until < now() THEN asked.until END,
    decision_id = (
        SELECT told.id FROM community_decision AS told, groups_membership AS theirs
        WHERE theirs.id = asked.membership_id
          AND told.member_id = theirs.member_id
          AND told.scope = 'group:' || theirs.group_id
          AND told.act = asked.kind
          AND (told.until = asked.until OR told.until IS NULL AND asked.until IS NULL AND told.reason = asked.reason)
        ORDER BY told.id DESC LIMIT 1
    )
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0008_daily"), ("community", "0008_appeals")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="away_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sanction",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="community.decision",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="end_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(OF_BEFORE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("away_until__isnull", False)), fields=["away_until"], name="membership_away"
            ),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(
                condition=models.Q(("end_told_at", None), ("lifted_at", None), ("until__isnull", False)),
                fields=["until"],
                name="sanction_to_end",
            ),
        ),
    ]
