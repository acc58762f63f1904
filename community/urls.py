"""Contents page: the rooms' addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.members.urls")),
    path("", include("community.conversations.urls")),
    path("", include("community.facilities.urls")),
    path("", include("community.care.urls")),
    path("", include("community.safety.urls")),
    path("", include("community.notifications.urls")),
    path("", include("community.checkins.urls")),
    path("", include("community.milestones.urls")),
    path("", include("community.circle.urls")),
    path("", include("community.friends.urls")),
    path("", include("community.support.urls")),
]
