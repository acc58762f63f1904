from django.urls import path

from bench.pages import floor
from config.urls import urlpatterns as cairn

urlpatterns = [
    path("floor/one/", floor.one),
    path("floor/groups/", floor.groups),
    path("floor/search/", floor.search),
    path("floor/meetings/", floor.meetings),
    path("floor/<slug:slug>/", floor.threads),
    path("floor/<slug:slug>/chat/", floor.messages),
    path("floor/<slug:slug>/<int:pk>/", floor.thread),
    path("floor/<slug:slug>/<int:pk>/fragments/", floor.fragments),
    path("floor/<slug:slug>/<int:pk>/reply/", floor.reply),
    *cairn,
]
