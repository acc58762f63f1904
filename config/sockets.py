"""Socket addresses: one socket a page."""

from typing import Any

from django.urls import path

from community.conversations.consumers import TalkConsumer

socket_urls: list[Any] = [path("ws/", TalkConsumer.as_asgi())]
