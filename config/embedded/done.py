"""What was already done to a database, kept as a comment on it: the note goes where the database goes."""

import contextlib
import json

import psycopg2
from psycopg2.extensions import quote_ident

from config.embedded.refusal import Refusal


def read_done(database_url: str) -> dict[str, str]:
    """Return each step's mark. Raises Refusal where the database does not answer."""
    try:
        connection = psycopg2.connect(database_url)
    except psycopg2.ProgrammingError:  # an address that Django alone can read
        return {}
    except psycopg2.OperationalError as error:
        raise Refusal(f"The database does not answer: {str(error).strip().splitlines()[0]}") from error
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        (comment,) = cursor.fetchone()
    try:
        done = json.loads(comment or "{}")
    except ValueError:
        return {}
    return done if isinstance(done, dict) else {}


def write_done(database_url: str, done: dict[str, str]) -> None:
    """Keep each step's mark; where the database is not ours to comment on, the steps are simply done again."""
    with contextlib.suppress(psycopg2.Error), contextlib.closing(psycopg2.connect(database_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            name = quote_ident(connection.info.dbname, cursor)
            cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [json.dumps(done)])
