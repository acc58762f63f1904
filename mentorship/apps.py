from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"

    def ready(self) -> None:
        """Let what is written here be reported."""
        from mentorship.partings import reporting as letters  # noqa: F401
        from mentorship.profiles import reporting  # noqa: F401
        from mentorship.rounds import acts  # noqa: F401
