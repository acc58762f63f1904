"""Sessions in the database whose end is told: signed out here is signed out on every open page."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from community.kit import live
from community.kit.commit import after_commit


class SessionStore(DatabaseStore):
    """Django's own, which also closes the lines of a session that ends (members.sessions builds on it)."""

    def delete(self, session_key: str | None = None) -> None:
        """End the session; its open pages are told after the commit."""
        key = session_key or self.session_key
        super().delete(session_key)
        if key:
            after_commit(live.session_ended, key)
