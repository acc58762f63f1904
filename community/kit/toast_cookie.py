"""Where toasts wait for the next page: in a cookie, sealed, and for one person alone."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse

from community.kit.sealed import seal, unseal


class SealedCookie(CookieStorage):
    """Django's, which only signs what it holds.

    A toast names people and groups, and one that was never shown stays in the browser: sealed, nobody reads it there,
    and whoever signs in next on the same computer is not shown it.
    """

    #: Sealed it is half as long again, and still within Django's 2048.
    max_cookie_size = 1300

    def _update_cookie(self, encoded_data: str | None, response: HttpResponse) -> None:
        sealed = seal(f"{self._whose()} {encoded_data}") if encoded_data else encoded_data
        super()._update_cookie(sealed, response)  # type: ignore[misc]

    def _decode(self, data: str | None) -> Any:
        if not data:
            return None
        try:
            whose, _space, encoded = unseal(data).partition(" ")
        except (InvalidToken, UnicodeError):
            whose, encoded = "", ""
        return super()._decode(encoded) if whose == self._whose() else None  # type: ignore[misc]

    def _whose(self) -> str:
        member = getattr(self.request, "user", None)
        return str(member.pk if member is not None and member.is_authenticated else 0)


class ToastStorage(FallbackStorage):
    """What is too long for the cookie waits in the session."""

    storage_classes = (SealedCookie, SessionStorage)
