"""Places counted in weights, and deputies."""

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
    ]
