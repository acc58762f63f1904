"""Sessions in the database. On a computer others use, one lasts half a day at most."""

from datetime import timedelta

from community.kit.live_sessions import SessionStore as DatabaseSession

#: Browsers that bring back their windows bring back session cookies too; this ends them all the same.
SHARED_LASTS = timedelta(hours=12)


class SessionStore(DatabaseSession):
    def get_session_cookie_age(self) -> int:
        """Seconds until the row is void, where no other time is set."""
        if self.get("_session_expiry") == 0:
            return int(SHARED_LASTS.total_seconds())
        return super().get_session_cookie_age()
