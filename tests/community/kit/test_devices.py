"""Devices are named the way their owners would."""

import pytest

from community.kit.devices import device_words, hand_held

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "words", "in_hand"),
    [
        (FIREFOX, "Firefox on Windows", False),
        (SAFARI, "Safari on iPhone", True),
        (EDGE, "Edge on Windows", False),
        (CHROME, "Chrome on Android", True),
        ("curl/8.0", "A device", False),
        ("", "A device", False),
    ],
)
def test_a_device_has_a_name(user_agent: str, words: str, in_hand: bool) -> None:
    assert device_words(user_agent) == words
    assert hand_held(user_agent) is in_hand
