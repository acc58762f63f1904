from django.urls import path

from community.checkins import views

urlpatterns = [
    path("path/check-in/", views.check_in, name="check_in"),
    path("path/check-in/kept/", views.kept, name="check_in_kept"),
    path("path/check-in/not-now/", views.not_now, name="check_in_not_now"),
    path("path/reminders/", views.reminders, name="reminders"),
    path("path/reminders/<int:pk>/", views.reminder, name="reminder"),
    path("path/reminders/<int:pk>/turn/", views.reminder_turned, name="reminder_turned"),
]
