"""All settings, read from the environment with types. A wrong or missing one stops the start with one line."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environs
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.embedded.addresses import addresses
from config.logs import through_logging
from config.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

env = environs.Env(expand_vars=False)

try:
    # What this process is
    DEBUG = env.bool("DEBUG", False)
    DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
    if DEBUG:
        SECRET_KEY = env.str("SECRET_KEY", "only-for-development-" + "x" * 40)
        FIELD_KEYS: list[str] = env.list("FIELD_KEYS", ["b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLXRlc3RzISE="])
    else:
        SECRET_KEY = env.str("SECRET_KEY")
        FIELD_KEYS = env.list("FIELD_KEYS")

    # Where it is reached
    SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000" if DEBUG else None)
    if not SITE_URL:
        raise environs.EnvError('Environment variable "SITE_URL" not set')
    SITE_URL = SITE_URL.rstrip("/")
    ALLOWED_HOSTS: list[str] = env.list(
        "ALLOWED_HOSTS",
        ["127.0.0.1", "localhost", "[::1]", "testserver"] if DEBUG else [urlsplit(SITE_URL).hostname or ""],
    )
    SECURE = env.bool("SECURE", not DEBUG)
    BEHIND_PROXY = env.bool("BEHIND_PROXY", False)

    # Its servers
    _embedded = addresses(DATA_DIR)
    DATABASE_URL = env.str("DATABASE_URL", _embedded.database)
    REDIS_URL = env.str("REDIS_URL", _embedded.redis)
    DATABASE_MAX_AGE = env.int("DATABASE_MAX_AGE", 60)
    WEB_THREADS = env.int("WEB_THREADS", 8)

    # How fast one page, and one member, may speak (docs/live.md); measuring needs more than people do
    LIVE_FRAMES_AT_ONCE = env.int("LIVE_FRAMES_AT_ONCE", 300)
    LIVE_FRAMES_A_SECOND = env.float("LIVE_FRAMES_A_SECOND", 20.0)
    LIVE_POSTS_AT_ONCE = env.int("LIVE_POSTS_AT_ONCE", 30)
    LIVE_POSTS_A_SECOND = env.float("LIVE_POSTS_A_SECOND", 1.0)

    # Mail
    EMAIL_URL = env.str("EMAIL_URL", "outbox:" if DEBUG else "smtp://localhost:25")
    EMAIL_FROM = env.str("EMAIL_FROM", "notes@localhost")
    EMAIL_SENDER_NAME = env.str("EMAIL_SENDER_NAME", "Notes")

    # How the house is run
    STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", not DEBUG)
    QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", "https://www.weather.gov/")
    COUNTRY = env.str("COUNTRY", "US")
    TIME_ZONE = env.str("TIME_ZONE", "UTC")
    PICTURES_HELD_DAYS = env.int("PICTURES_HELD_DAYS", 7)
    #: Where rooms for calls between two people are: an address to which a room's name is added. Empty: none here.
    CALL_ROOMS = env.str("CALL_ROOMS", "")
    LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
    # So long someone walks with a mentor before they are asked whether they would like to give back (docs/mentoring.md)
    GIVING_AFTER_DAYS = env.int("GIVING_AFTER_DAYS", 90)
    # So long somebody may wait for a mentor before the desk says that it is too long (docs/mentoring.md)
    MENTOR_BOUND_DAYS = env.int("MENTOR_BOUND_DAYS", 7)
    # From where lists of meetings may be read (docs/meetings.md)
    MEETING_FEED_HOSTS: list[str] = env.list("MEETING_FEED_HOSTS", [])

    # How long someone's first words in a group wait before more people are told (docs/groups.md)
    FIRST_HELLO_MENTORS_AFTER = timedelta(minutes=env.float("FIRST_HELLO_MENTORS_AFTER", 10.0))
    FIRST_HELLO_STAFF_AFTER = timedelta(minutes=env.float("FIRST_HELLO_STAFF_AFTER", 60.0))
except environs.EnvError as error:
    sys.exit(f"Cairn cannot start: {error}")

# --- Django -----------------------------------------------------------------------------------------

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
AUTH_USER_MODEL = "community.Member"
# An e-mail is unique whatever its case: a functional constraint, which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = "Cairn"
#: What a window's title and a sender say while a member is discreet.
NEUTRAL_TITLE = _("Notes")

INSTALLED_APPS = [
    "config.operators.apps.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_htmx",
    "community",
    "groups",
    "mentorship",
    "config",
]

MIDDLEWARE = [
    "config.health.door.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.kind_errors.KindErrorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.private_pages.PrivatePagesMiddleware",
    "community.members.clock.MemberClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.shell",
            ],
            "builtins": ["community.kit.templatetags.design"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_database = env.dj_db_url("DATABASE_URL", DATABASE_URL, conn_max_age=DATABASE_MAX_AGE, conn_health_checks=True)
DATABASES = {"default": _database}

_cache = {
    "BACKEND": "config.stand_in_cache.StandInCache",
    "LOCATION": f"{REDIS_URL}?db=1" if REDIS_URL.startswith("unix://") else f"{REDIS_URL.rstrip('/')}/1",
    "KEY_PREFIX": "cairn",
    # Seconds: a page waits no longer for a Redis that does not answer.
    "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
}
# Signs of life are asked of Redis itself: where it is gone, they are not known.
CACHES = {"default": _cache, "pulse": _cache | {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.assets.finder.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.assets.storage.KeptForGood"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = DATA_DIR / "media"

#: Mails land in a folder and are shown at /outbox/: for development and the demo alone.
OUTBOX = DEBUG and EMAIL_URL == "outbox:"
if EMAIL_URL == "outbox:":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "outbox"
else:
    vars().update(env.dj_email_url("EMAIL_URL", EMAIL_URL))
#: Seconds; well under the lease of a delivery (community.notifications.models.LEASE).
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = f"{EMAIL_SENDER_NAME} <{EMAIL_FROM}>"

# --- Security ---------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_ENGINE = "community.members.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "community.kit.toast_cookie.ToastStorage"
X_FRAME_OPTIONS = "DENY"
# Referrer-Policy no-referrer leaves Django the Origin header for its CSRF check; all browsers send it on POST.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Accounts ---------------------------------------------------------------------------------------

ACCOUNT_ADAPTER = "community.members.accounts.MemberAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "community.members.entrance.SignupForm",
    "login": "community.members.entrance.LoginForm",
    "request_login_code": "community.members.entrance.CodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# A code, not a link: a mail shows no address, and what opens the account stays in the window that asked for it.
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
# A whole facility may come in from one address on one evening: limits an address are wide, those a mailbox are narrow.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/m/ip,150/h/ip",
    "login": "60/m/ip",
    "login_failed": "60/m/ip,10/300s/key",
    "request_login_code": "40/m/ip,3/m/key,15/h/key",
    "reset_password": "40/m/ip,3/m/key,15/h/key",
    "reset_password_from_key": "40/m/ip",
    "name_check": "200/m/ip",
    "proof_look": "30/m/ip,300/h/ip",
    "confirm_email": "1/10s/key,15/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Notes"
MFA_ADAPTER = "community.members.second_factor.SealedMFAAdapter"
USERSESSIONS_ADAPTER = "community.members.user_sessions.MemberSessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

# --- Live -------------------------------------------------------------------------------------------

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py 8 gives sockets a 5 s timeout, which would drop every idle subscription.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
    }
}

# --- Jobs -------------------------------------------------------------------------------------------

CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://") + "?virtual_host=2"
    if REDIS_URL.startswith("unix://")
    else f"{REDIS_URL.rstrip('/')}/2"
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULER = "config.health.beat.BeatingScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 2
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- What the roof composes for rooms that cannot see the ones above them ----------------------------

CHECK_IN_COMPANY = "config.company.after_check_in"
SUPPORT_CANDIDATES = "config.company.candidates"
SUPPORT_HOLDING = "config.company.holding"

# --- Logs: what happened, never who wrote what --------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.logs.DiscreetFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
through_logging()
