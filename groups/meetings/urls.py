from django.urls import path

from groups.meetings import views

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("at/<int:pk>/", views.occurrence, name="occurrence"),
    path("at/<int:pk>/answer/", views.answer_page, name="answer"),
]
