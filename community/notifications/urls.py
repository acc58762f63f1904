from django.urls import path

from community.notifications import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.all_read, name="notices_read"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("me/notifications/", views.preferences, name="notification_preferences"),
]
