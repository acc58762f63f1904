"""Contents page: the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.members.urls")),
    path("", include("community.facilities.urls")),
    path("", include("community.safety.urls")),
]
