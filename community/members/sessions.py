"""Sessions in the database. On a computer others use, one lasts half a day at most."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from community.kit.live_sessions import SessionStore as DatabaseSession
from community.kit.prepared import PreparedRows

#: Browsers that bring back their windows bring back session cookies too; this ends them all the same.
SHARED_LASTS = timedelta(hours=12)


class SessionStore(DatabaseSession):
    def get_session_cookie_age(self) -> int:
        """Seconds until the row is void, where no other time is set."""
        if self.get("_session_expiry") == 0:
            return int(SHARED_LASTS.total_seconds())
        return super().get_session_cookie_age()

    def _get_session_from_db(self) -> Any:
        """Django's own look, put together once: every page begins with it."""
        found = _valid.first(self.session_key, timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found


_valid = PreparedRows(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime)
