from django.urls import path

from community.friends import views

urlpatterns = [
    path("friends/", views.friends, name="friends"),
    path("friends/<int:pk>/yes/", views.agree, name="friend_yes"),
    path("friends/<int:pk>/no/", views.decline, name="friend_no"),
    path("friends/<int:pk>/back/", views.take_back, name="friend_back"),
    path("friends/<int:pk>/wave/", views.wave, name="friend_wave"),
    path("friends/<int:pk>/end/", views.end, name="friend_end"),
]
