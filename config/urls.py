"""Every address begins here."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.appearance import appearance

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("config.today.urls")),
    path("accounts/", include("allauth.urls")),
    path("operators/", admin.site.urls),
    path("appearance/", appearance, name="appearance"),
    path("styleguide/", include("config.styleguide.urls")),
    path("desk/", include("config.desk.urls")),
    path("desk/mentors/", include("mentorship.desk_urls")),
    path("desk/meetings/", include("groups.desk_urls")),
    path("welcome/here/", include("config.welcome.urls")),
    path("giving/", include("config.giving.urls")),
    path("me/leave/", include("config.leaving.urls")),
    path("groups/", include("groups.urls")),
    path("meetings/", include("groups.meeting_urls")),
    path("mentoring/", include("mentorship.urls")),
    path("", include("community.urls")),  # many, and looked through one by one: those with a word before them first
]

if settings.OUTBOX:
    urlpatterns.append(path("outbox/", include("config.outbox.urls")))
