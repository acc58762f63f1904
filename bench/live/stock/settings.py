"""Cairn's settings, with the Redis channel layer that Channels recommends."""

from config.settings import *  # noqa: F403
from config.settings import CHANNEL_LAYERS as CAIRNS

CHANNEL_LAYERS = {"default": CAIRNS["default"] | {"BACKEND": "channels_redis.core.RedisChannelLayer"}}
