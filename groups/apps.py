from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self) -> None:
        from groups.forum import reporting as discussions
        from groups.meetings import reporting as meetings

        discussions.register()
        meetings.register()
