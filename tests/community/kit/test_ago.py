"""How long ago something was, in one unit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.kit.templatetags.design import ago


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(), "now"),
        (timedelta(minutes=12), "12 minutes ago"),
        (timedelta(hours=5, minutes=40), "5 hours ago"),
        (timedelta(days=4, hours=23), "4 days ago"),
        (timedelta(days=20), "2 weeks ago"),
    ],
)
def test_the_largest_unit_alone(since: timedelta, words: str) -> None:
    assert ago(timezone.now() - since).replace("\xa0", " ") == words
