"""Contents page: the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "groups"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("groups.moderation.urls")),
]
