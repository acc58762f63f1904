from django.urls import path

from groups.directory import views

urlpatterns = [
    path("", views.feeds, name="feeds"),
    path("<int:pk>/", views.feed, name="feed"),
    path("readings/<int:pk>/", views.run, name="run"),
]
