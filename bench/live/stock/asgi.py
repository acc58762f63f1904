"""`uvicorn bench.live.stock.asgi:application`: sessions, users, Origin and models as in Cairn, the rest stock."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.live.stock.settings")

import django

django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from bench.live.stock.consumer import ChatConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {"websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter([path("ws/", ChatConsumer.as_asgi())])))}
)
