"""Keys are looked at before the first word is sealed; old words open with old keys."""

import pytest
from cryptography.fernet import Fernet, InvalidToken

from community.kit.checks import keys_are_keys
from community.kit.sealed import seal, unseal


@pytest.mark.parametrize("keys", [[], [""], ["build"], ["b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLXRlc3RzISE=", "short"]])
def test_what_is_no_key_stops_the_start(settings, keys) -> None:  # type: ignore[no-untyped-def]
    settings.FIELD_KEYS = keys
    assert [one.id for one in keys_are_keys(None)] == ["sealed.E001"]


def test_a_new_key_seals_and_the_old_one_still_opens(settings) -> None:  # type: ignore[no-untyped-def]
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    before = seal("a line")
    settings.FIELD_KEYS = [new, old]
    assert keys_are_keys(None) == []
    assert unseal(before) == "a line"
    after = seal("another")
    settings.FIELD_KEYS = [new]
    assert unseal(after) == "another"
    with pytest.raises(InvalidToken):
        unseal(before)
