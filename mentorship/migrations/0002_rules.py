from django.db import migrations

# An offer's places follow its pairs, whoever writes them; the check on the offer then refuses one too many.
FORWARD = """
CREATE FUNCTION mentorship_pair_takes_a_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.ended_at IS NULL THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken - 1 WHERE id = OLD.offer_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.ended_at IS NULL THEN
        UPDATE mentorship_mentoroffer SET places_taken = places_taken + 1 WHERE id = NEW.offer_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pair_takes_a_place_insert_delete AFTER INSERT OR DELETE ON mentorship_pair
    FOR EACH ROW EXECUTE FUNCTION mentorship_pair_takes_a_place();
CREATE TRIGGER pair_takes_a_place_update AFTER UPDATE OF ended_at, offer_id ON mentorship_pair
    FOR EACH ROW WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.offer_id <> NEW.offer_id)
    EXECUTE FUNCTION mentorship_pair_takes_a_place();
"""
BACKWARD = """
DROP TRIGGER pair_takes_a_place_update ON mentorship_pair;
DROP TRIGGER pair_takes_a_place_insert_delete ON mentorship_pair;
DROP FUNCTION mentorship_pair_takes_a_place();
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
