from django.apps import AppConfig

from community.kit.forms.kind_words import speak_kindly


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        speak_kindly()
