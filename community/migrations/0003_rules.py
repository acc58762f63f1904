from django.db import migrations

FORWARD = """
CREATE FUNCTION community_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON community_entry
    FOR EACH ROW EXECUTE FUNCTION community_entry_is_append_only();
"""
BACKWARD = """
DROP TRIGGER entry_append_only ON community_entry;
DROP FUNCTION community_entry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("community", "0002_initial")]
    # These point at Member, and know of our first migration only, which does not make it yet.
    run_before = [
        ("account", "0001_initial"),
        ("admin", "0001_initial"),
        ("mfa", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
