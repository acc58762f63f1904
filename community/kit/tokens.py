"""Links that open one door: what is mailed is random, what is stored is its digest."""

import hashlib
import secrets


def new_token() -> str:
    """A fresh secret for a link: 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a token (SHA-256, hex): a stolen table opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
