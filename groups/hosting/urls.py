from django.urls import path

from groups.hosting import views

urlpatterns = [
    path("reminders/", views.reminders, name="reminders"),
    path("<int:pk>/hosts/", views.hosts, name="hosts"),
    path("<int:pk>/hosts/kit/", views.kit, name="kit"),
    path("at/<int:pk>/host/", views.host, name="host"),
    path("at/<int:pk>/host/say/", views.say_about_turn, name="host_say"),
    path("at/<int:pk>/host/now/", views.now, name="host_now"),
    path("at/<int:pk>/after/", views.after, name="after"),
]
