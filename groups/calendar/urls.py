from django.urls import path

from groups.calendar import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("<int:pk>/calendar.ics", views.meeting_file, name="meeting_file"),
    path("at/<int:pk>/calendar.ics", views.occurrence_file, name="occurrence_file"),
]
