"""Cairn as production has it, and the floor's pages beside it."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATA_DIR, TEMPLATES

ROOT_URLCONF = "bench.pages.urls"
STATIC_ROOT = DATA_DIR / "staticfiles"
TEMPLATES = [
    *TEMPLATES,
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "floor",
        "DIRS": [BASE_DIR / "bench/pages/templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

#: What `startproject` gives, and nothing of ours.
FLOOR_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
