from collections.abc import Iterable

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession

from community.members.actions import end_session


class MemberSessionsAdapter(DefaultUserSessionsAdapter):
    """Ending several sessions ends their live lines too."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        for session in sessions:
            end_session(session)
