"""Contents page: the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "groups"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("groups.search.urls")),
    path("", include("groups.forum.urls")),
    path("", include("groups.chat.urls")),
    path("", include("groups.daily.urls")),
    path("", include("groups.meetings.group_urls")),
    path("", include("groups.joining.urls")),
    path("", include("groups.moderation.urls")),
    path("", include("groups.welcome.urls")),
    path("", include("groups.health.urls")),
]
