from django.apps import AppConfig

from community.kit.forms.kind_words import speak_kindly


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community.conversations import reporting as _messages_can_be_reported  # noqa: F401
        from community.kit import checks as _keys_are_checked  # noqa: F401
        from community.support import checks as _lines_to_call_are_checked  # noqa: F401

        speak_kindly()
