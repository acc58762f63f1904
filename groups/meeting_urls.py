"""Contents page: the addresses of meetings, below ``/meetings/``."""

from django.urls import URLPattern, URLResolver

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = []
