"""The settings under test: Cairn's own, with a quick password hash."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT = DATA_DIR / "staticfiles"  # WhiteNoise warns where there is none
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
