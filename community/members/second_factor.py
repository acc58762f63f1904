from allauth.mfa.adapter import DefaultMFAAdapter

from community.kit.sealed import seal, unseal


class SealedMFAAdapter(DefaultMFAAdapter):
    """Second-factor secrets at rest are sealed."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
