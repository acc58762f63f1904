"""Places counted in weights, and deputies."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Every pair that walks when this runs weighs one, as it was counted: what is taken stays right.
FORWARD = """
CREATE OR REPLACE FUNCTION mentorship_pair_takes_a_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before int := CASE WHEN TG_OP <> 'INSERT' AND OLD.ended_at IS NULL THEN OLD.weight ELSE 0 END;
    after int := CASE WHEN TG_OP <> 'DELETE' AND NEW.ended_at IS NULL THEN NEW.weight ELSE 0 END;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.offer_id = NEW.offer_id THEN
        before := before - after;
        after := 0;
    END IF;
    IF before <> 0 THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken - before WHERE id = OLD.offer_id;
    END IF;
    IF after <> 0 THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken + after WHERE id = NEW.offer_id;
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER pair_takes_a_place_update ON mentorship_pair;
CREATE TRIGGER pair_takes_a_place_update AFTER UPDATE OF ended_at, offer_id, weight ON mentorship_pair
    FOR EACH ROW WHEN (
        OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.offer_id <> NEW.offer_id OR OLD.weight <> NEW.weight
    )
    EXECUTE FUNCTION mentorship_pair_takes_a_place();
"""
# On the way back pairs are counted by their number again.
BACKWARD = """
CREATE OR REPLACE FUNCTION mentorship_pair_takes_a_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.ended_at IS NULL THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken - 1 WHERE id = OLD.offer_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.ended_at IS NULL THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken + 1 WHERE id = NEW.offer_id;
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER pair_takes_a_place_update ON mentorship_pair;
CREATE TRIGGER pair_takes_a_place_update AFTER UPDATE OF ended_at, offer_id ON mentorship_pair
    FOR EACH ROW WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.offer_id <> NEW.offer_id)
    EXECUTE FUNCTION mentorship_pair_takes_a_place();
UPDATE mentorship_mentoroffer o SET places_taken = p.walks
FROM (
    SELECT offer_id, count(*) AS walks FROM mentorship_pair WHERE ended_at IS NULL GROUP BY offer_id
) p
WHERE p.offer_id = o.id AND o.places_taken <> p.walks;
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0003_becoming")]

    operations = [
        migrations.AddField(
            model_name="pair",
            name="weight",
            field=models.PositiveSmallIntegerField(choices=[(1, "as usual"), (2, "asks more just now")], default=1),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__in", (1, 2))), name="pair_weighs_one_or_two"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddField(
            model_name="mentoroffer", name="paused_until", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="mentoroffer",
            index=models.Index(
                condition=models.Q(("paused_until__isnull", False)), fields=["paused_until"], name="offer_rests"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("paused_until", None), ("paused_at__isnull", False), _connector="OR"),
                name="offer_rests_until",
            ),
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands_in",
                        to="mentorship.mentoroffer",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to="mentorship.mentoroffer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["deputy"], name="deputy_stands_in")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("offer",), name="deputy_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offer", models.F("deputy")), _negated=True), name="deputy_is_someone_else"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeputyTalk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("note", models.CharField(blank=True, max_length=12)),
                ("read_by_mentee_at", models.DateTimeField(blank=True, null=True)),
                ("read_by_deputy_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="mentorship.deputy"
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
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deputy_talks", to="mentorship.pair"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("pair",), name="deputy_talk_one_at_a_time"
                    )
                ],
            },
        ),
    ]
