from django.db import migrations

# An offer's places follow its pairs, whoever writes them; the check on the offer then refuses one too many.
#
# Whether someone welcomes a new person, and until when, stands beside their answers: one table to look through.
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

CREATE FUNCTION mentorship_offer_welcomes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mentor bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.member_id ELSE NEW.member_id END;
    day date := (
        SELECT max(review_due) FROM mentorship_mentoroffer
        WHERE member_id = mentor AND approved_at IS NOT NULL AND ended_at IS NULL AND paused_at IS NULL
          AND hidden_at IS NULL AND places_taken < places
    );
BEGIN
    UPDATE mentorship_matters SET welcomes_until = day
    WHERE member_id = mentor AND welcomes_until IS DISTINCT FROM day;
    RETURN NULL;
END $$;
CREATE TRIGGER offer_welcomes_insert_delete AFTER INSERT OR DELETE ON mentorship_mentoroffer
    FOR EACH ROW EXECUTE FUNCTION mentorship_offer_welcomes();
CREATE TRIGGER offer_welcomes_update
    AFTER UPDATE OF review_due, approved_at, ended_at, paused_at, hidden_at, places_taken, places
    ON mentorship_mentoroffer FOR EACH ROW EXECUTE FUNCTION mentorship_offer_welcomes();
"""
BACKWARD = """
DROP TRIGGER offer_welcomes_update ON mentorship_mentoroffer;
DROP TRIGGER offer_welcomes_insert_delete ON mentorship_mentoroffer;
DROP FUNCTION mentorship_offer_welcomes();
DROP TRIGGER pair_takes_a_place_update ON mentorship_pair;
DROP TRIGGER pair_takes_a_place_insert_delete ON mentorship_pair;
DROP FUNCTION mentorship_pair_takes_a_place();
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
