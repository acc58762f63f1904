"""The catalogue that searching in discussions looks at, kept true by the database itself."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Accents make no difference, and of each word its stem is kept; little words count too, or nobody finds "the who".
CONFIGURATION = """
CREATE TEXT SEARCH DICTIONARY cairn_stem (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION cairn (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION cairn
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, cairn_stem;
"""
NO_CONFIGURATION = """
DROP TEXT SEARCH CONFIGURATION cairn;
DROP TEXT SEARCH DICTIONARY cairn_stem;
"""

# Signs part words, as they do in what is asked for: without this, "and/or" would be the name of a file.
FUNCTIONS = r"""
CREATE FUNCTION groups_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(said, '/._@:-+<>&%#*`~=\\|[](){}"', repeat(' ', 26))
$$;

CREATE FUNCTION groups_card_words(title text, body text, in_group bigint, by_author bigint, tags text[])
RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(to_tsvector('cairn', groups_plain(title)), 'A')
        || setweight(to_tsvector('cairn', groups_plain(body)), 'B')
        || array_to_tsvector(
            ARRAY[':group:' || in_group, ':by:' || by_author] || ARRAY(SELECT ':tag:' || tag FROM unnest(tags) AS tag)
        )
$$;

CREATE FUNCTION groups_card_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE thread record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM groups_card WHERE thread_id = OLD.thread_id AND number = OLD.number;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL THEN
        SELECT group_id, author_id, tags INTO thread
        FROM groups_thread WHERE id = NEW.thread_id AND hidden_at IS NULL;
        IF FOUND THEN
            INSERT INTO groups_card (thread_id, number, group_id, author_id, starter_id, at, words)
            VALUES (
                NEW.thread_id, NEW.number, thread.group_id, NEW.author_id, thread.author_id, NEW.created_at,
                groups_card_words('', NEW.body, thread.group_id, NEW.author_id, thread.tags)
            );
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION groups_cards_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM groups_card WHERE thread_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL THEN
        INSERT INTO groups_card (thread_id, number, group_id, author_id, starter_id, at, words)
        SELECT NEW.id, 0, NEW.group_id, NEW.author_id, NEW.author_id, NEW.created_at,
               groups_card_words(NEW.title, NEW.body, NEW.group_id, NEW.author_id, NEW.tags)
        UNION ALL
        SELECT NEW.id, number, NEW.group_id, author_id, NEW.author_id, created_at,
               groups_card_words('', body, NEW.group_id, author_id, NEW.tags)
        FROM groups_post WHERE thread_id = NEW.id AND hidden_at IS NULL AND TG_OP = 'UPDATE';
    END IF;
    RETURN NULL;
END $$;

-- Its first words alone were changed: the replies' cards stay as they are.
CREATE FUNCTION groups_card_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE groups_card
    SET words = groups_card_words(NEW.title, NEW.body, NEW.group_id, NEW.author_id, NEW.tags)
    WHERE thread_id = NEW.id AND number = 0;
    RETURN NULL;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION groups_card_of_thread(), groups_cards_of_thread(), groups_card_of_post(), groups_card_words, groups_plain;
"""

TRIGGERS = """
CREATE TRIGGER card_of_new_post AFTER INSERT OR DELETE ON groups_post
    FOR EACH ROW EXECUTE FUNCTION groups_card_of_post();
CREATE TRIGGER card_of_changed_post AFTER UPDATE OF body, hidden_at, number, thread_id, author_id, created_at
    ON groups_post FOR EACH ROW
    WHEN ((OLD.body, OLD.hidden_at, OLD.number, OLD.thread_id, OLD.author_id, OLD.created_at) IS DISTINCT FROM
          (NEW.body, NEW.hidden_at, NEW.number, NEW.thread_id, NEW.author_id, NEW.created_at))
    EXECUTE FUNCTION groups_card_of_post();
CREATE TRIGGER cards_of_new_thread AFTER INSERT OR DELETE ON groups_thread
    FOR EACH ROW EXECUTE FUNCTION groups_cards_of_thread();
CREATE TRIGGER cards_of_changed_thread AFTER UPDATE OF tags, hidden_at, group_id, author_id, created_at
    ON groups_thread FOR EACH ROW
    WHEN ((OLD.tags, OLD.hidden_at, OLD.group_id, OLD.author_id, OLD.created_at) IS DISTINCT FROM
          (NEW.tags, NEW.hidden_at, NEW.group_id, NEW.author_id, NEW.created_at))
    EXECUTE FUNCTION groups_cards_of_thread();
CREATE TRIGGER card_of_changed_words AFTER UPDATE OF title, body
    ON groups_thread FOR EACH ROW
    WHEN ((OLD.title, OLD.body) IS DISTINCT FROM (NEW.title, NEW.body))
    EXECUTE FUNCTION groups_card_of_thread();
"""
NO_TRIGGERS = """
DROP TRIGGER card_of_new_post ON groups_post;
DROP TRIGGER card_of_changed_post ON groups_post;
DROP TRIGGER cards_of_new_thread ON groups_thread;
DROP TRIGGER cards_of_changed_thread ON groups_thread;
DROP TRIGGER card_of_changed_words ON groups_thread;
"""

WHAT_WAS_SAID_BEFORE = """
INSERT INTO groups_card (thread_id, number, group_id, author_id, starter_id, at, words)
SELECT thread_id, number, group_id, author_id, starter_id, at,
       groups_card_words(title, body, group_id, author_id, tags)
FROM (
    SELECT t.id AS thread_id, 0 AS number, t.group_id, t.author_id, t.author_id AS starter_id, t.created_at AS at,
           t.title, t.body, t.tags
    FROM groups_thread t WHERE t.hidden_at IS NULL
    UNION ALL
    SELECT p.thread_id, p.number, t.group_id, p.author_id, t.author_id, p.created_at, '', p.body, t.tags
    FROM groups_post p JOIN groups_thread t ON t.id = p.thread_id
    WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL
) AS said
ORDER BY at
"""

# Words of titles with a slip of the finger.
TITLES = "CREATE INDEX thread_title_like ON groups_thread USING gin (title gin_trgm_ops) WHERE hidden_at IS NULL"
NO_TITLES = "DROP INDEX thread_title_like"


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_discussions")]

    operations = [
        migrations.RunSQL(CONFIGURATION, NO_CONFIGURATION),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.membership",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "starter",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.membership",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="groups.thread",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("thread", "number"), name="card_once")],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="card_newest"),
                    models.Index(fields=["group", "-at", "-id"], name="card_in_group"),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="card_words"),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(WHAT_WAS_SAID_BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(TITLES, NO_TITLES),
    ]
