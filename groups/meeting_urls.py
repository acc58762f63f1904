"""Contents page: the addresses of meetings, below ``/meetings/``."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("groups.calendar.urls")),
    path("", include("groups.hosting.urls")),
    path("", include("groups.attendance.urls")),
    path("", include("groups.directory.urls")),
    path("", include("groups.meetings.urls")),
]
