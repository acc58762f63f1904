"""Real PostgreSQL and Valkey for `make run` and `make test`, started and watched by one small supervisor."""
