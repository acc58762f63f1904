"""``manage.py check`` and ``migrate`` look at the keys, before anyone's words are sealed with them."""

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("sealed")
def keys_are_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """There is a key, and each is one: 32 bytes in URL-safe base 64."""
    if settings.FIELD_KEYS and all(_is_key(key) for key in settings.FIELD_KEYS):
        return []
    return [
        Error(
            "FIELD_KEYS holds something that is no key, or nothing.",
            hint='A key is made by: python3 -c "import base64, os; '
            'print(base64.urlsafe_b64encode(os.urandom(32)).decode())"',
            id="sealed.E001",
        )
    ]


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
