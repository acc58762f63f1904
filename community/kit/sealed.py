"""Text that is unreadable in the database, its backups and its logs."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """Encrypt with the newest of ``settings.FIELD_KEYS`` (Fernet: AES-128-CBC and HMAC-SHA-256)."""
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt with whichever key sealed it. Raises ``InvalidToken`` where none did."""
    return _keys(tuple(settings.FIELD_KEYS)).decrypt(sealed.encode()).decode()


class SealedTextField(models.TextField):
    """A text column sealed on the way in and opened on the way out. Cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return seal(value) if value else value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return unseal(value) if value else value
