"""The same room and the same houses as the safety tests."""

from tests.community.safety.conftest import *  # noqa: F403
